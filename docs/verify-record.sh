#!/usr/bin/env bash
# Verifies the record of a run with public tools only: openssl, jq, sha256sum, gzip. Nothing of Slipway is needed.
#
#   docs/verify-record.sh FOLDER [KEY.pub]
#
# FOLDER is a run (.slipway/runs/NAME) or an exported bundle that was unpacked. With KEY.pub, the public key of the
# installation as you got it from its owner, the key in the folder must be that one. Ends with 0 when all of it holds.
# What only `slipway verify` can do: make every decision and every verdict again.
set -euo pipefail
export LC_ALL=C

(($# == 1 || $# == 2)) || { echo "usage: $0 FOLDER [KEY.pub]" >&2; exit 2; }
trusted=${2:+$(realpath "$2")}
cd "$1"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
fail() { echo "DOES NOT HOLD: $*" >&2; exit 1; }

# 1. The signature: a DSSE envelope, signed over its type and its payload (ECDSA P-256, SHA-256).
jq -e '.payloadType == "application/vnd.in-toto+json" and (.signatures | length == 1)' statement.json >/dev/null || fail "statement.json is no statement"
jq -r .payload statement.json | base64 -d >"$work/payload"
jq -r '.signatures[0].sig' statement.json | base64 -d >"$work/signature"
type=$(jq -r .payloadType statement.json)
{ printf 'DSSEv1 %d %s %d ' "${#type}" "$type" "$(stat -c %s "$work/payload")"; cat "$work/payload"; } >"$work/signed"
openssl dgst -sha256 -verify statement.pub -signature "$work/signature" "$work/signed" >/dev/null 2>&1 || fail "the signature is not of statement.pub"
key=$(openssl pkey -pubin -in statement.pub -outform DER | sha256sum | cut -d ' ' -f 1)
[[ $key == "$(jq -r '.signatures[0].keyid' statement.json)" ]] || fail "the statement names another key"
if [[ -n $trusted ]]; then
    [[ $key == "$(openssl pkey -pubin -in "$trusted" -outform DER | sha256sum | cut -d ' ' -f 1)" ]] || fail "signed by key $key, which is not $trusted"
fi
echo "signature   of key $key"

# 2. The files: each has the digest that the statement gives.
jq -r '.subject[] | .digest.sha256 + "  " + .name' "$work/payload" >"$work/files"
sha256sum --check --strict --quiet "$work/files" || fail "a file is not what was signed"
echo "files       $(wc -l <"$work/files"), as signed"

# 3. The journal: each record has its own hash, over all of it but that hash, and names the one before it.
previous=$(printf '0%.0s' {1..64})
count=0
while IFS= read -r line; do
    count=$((count + 1))
    hash=$(jq -r .hash <<<"$line")
    bare=$(sed -E 's/"hash":"[0-9a-f]{64}",("prev":"[0-9a-f]{64}","seq":[0-9]+,"time":"[^"]*"\})$/\1/' <<<"$line")
    [[ $(printf '%s' "$bare" | sha256sum | cut -d ' ' -f 1) == "$hash" ]] || fail "record $count: its hash does not fit"
    [[ $(jq -r .prev <<<"$line") == "$previous" && $(jq -r .seq <<<"$line") == "$count" ]] || fail "record $count does not follow the one before it"
    previous=$hash
done <journal.jsonl
[[ $(jq -r '.predicate.journalHead' "$work/payload") == "$previous" && $(jq -r '.predicate.records' "$work/payload") == "$count" ]] ||
    fail "the journal is longer or shorter than what was signed"
echo "journal     $count records, head $previous"

# 4. The evidence: all of it together, and each piece by the name it has.
shopt -s nullglob
pieces=(evidence/*)
root=$({ ((${#pieces[@]} == 0)) || sha256sum "${pieces[@]}"; } | sha256sum | cut -d ' ' -f 1)
[[ $root == "$(jq -r '.predicate.evidenceRoot' "$work/payload")" ]] || fail "the evidence is not what was signed"
for piece in "${pieces[@]}"; do
    name=$(basename "$piece" .gz)
    [[ $(gzip -dc "$piece" | sha256sum | cut -d ' ' -f 1) == "$name" ]] || fail "$piece is not what its name says"
done
echo "evidence    ${#pieces[@]} pieces, root $root"

# 5. A taste of the replay: no command that had to end with 0 passed with another exit code.
wrong=$(jq -r 'select(.body.type == "step-ended") | .body.step as $step | .body.evidence[]
    | select(.verdict == "pass" and .expect == "exit0" and .observed.exitCode != null and .observed.exitCode != 0) | $step' journal.jsonl)
[[ -z $wrong ]] || fail "these passed with an exit code other than 0: $wrong"

jq -r '.predicate | "outcome     \(.outcome) (\(.why))\nrun         \(.run) of document sha256:\(.documentSha256), plan sha256:\(.planDigest)"' "$work/payload"
echo "HOLDS"
