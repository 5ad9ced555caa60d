#!/usr/bin/env bash
# Installs slipway for the steps that follow. Called by action.yml; inputs come as variables, so that nothing in them is run.
set -euo pipefail
version=$SLIPWAY_VERSION from=$SLIPWAY_PACKAGES

fail() { echo "::error::slipway: $*" >&2; exit 2; }
[[ $version =~ ^[0-9A-Za-z.-]+$ ]] || fail "version '$version' is not one"
case $(uname -s)-$(uname -m) in
    Linux-x86_64) machine=linux-x64 ;;
    Linux-aarch64) machine=linux-arm64 ;;
    *) fail "there is no package for $(uname -s) on $(uname -m); Linux on x64 or arm64 is needed" ;;
esac
name=slipway-$version-$machine
folder=$RUNNER_TEMP/slipway
mkdir -p "$folder"

fetch() {
    case $from in
        https://*) curl -fsSL --retry 3 --proto '=https' -o "$folder/$1" "$from/$1" ;;
        *://*) fail "packages '$from' is neither a folder nor an https address" ;;
        *) cp "$from/$1" "$folder/$1" ;;
    esac || fail "$1 is not in $from"
}

fetch "$name.tar.gz"
fetch SHA256SUMS
grep -q "  $name.tar.gz\$" "$folder/SHA256SUMS" || fail "SHA256SUMS does not name $name.tar.gz"
(cd "$folder" && grep "  $name.tar.gz\$" SHA256SUMS | sha256sum --check --quiet) || fail "$name.tar.gz is not what SHA256SUMS says"
tar -xzf "$folder/$name.tar.gz" -C "$folder"
echo "$folder/$name" >>"$GITHUB_PATH"
"$folder/$name/slipway" --version
