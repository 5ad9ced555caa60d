#!/usr/bin/env bash
# Lays a harbour as it is before the go-live: version 1 in service behind the front, on a fresh database.
fault=${HARBOUR_FAULT:-}
source "$(dirname "$0")/common.sh"

for one in front v1 v2; do "$root/scripts/stop.sh" "$one" >/dev/null; done
if [[ -d $HARBOUR_HOME ]]; then
    [[ -f $HARBOUR_HOME/.is-harbour-home ]] || fail "$HARBOUR_HOME exists and is not a harbour's home; it stays as it is"
    rm -rf "$HARBOUR_HOME"
fi

mkdir -p "$HARBOUR_HOME"/{logs,backups}
touch "$HARBOUR_HOME/.is-harbour-home"
(umask 077 && head -c 24 /dev/urandom | base64 | tr '+/' '-_' >"$HARBOUR_HOME/api-key")
# The fault of this call, not the one that an earlier home was laid with.
unset HARBOUR_FAULT
[[ -z $fault ]] || say "HARBOUR_FAULT=$fault" >"$HARBOUR_HOME/harbour.env"

"$(program_of v1)" migrate
"$root/scripts/start.sh" v1
rm -f "$HARBOUR_HOME/next"
point current v1
"$root/scripts/start.sh" front
