#!/usr/bin/env bash
# stop.sh v1|v2|front: ends one process; that it does not run is fine.
source "$(dirname "$0")/common.sh"

what=${1:?v1, v2 or front}
if ! pid=$(pid_of "$what"); then
    say "$what does not run"
    exit 0
fi

kill -TERM "$pid"
for _ in $(seq 50); do
    [[ -d /proc/$pid ]] || break
    sleep 0.1
done
[[ ! -d /proc/$pid ]] || kill -KILL "$pid"
rm -f "$HARBOUR_HOME/$what.pid"
say "$what stopped"
