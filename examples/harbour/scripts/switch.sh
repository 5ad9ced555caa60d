#!/usr/bin/env bash
# switch.sh v1|v2: makes one version current. The other keeps running, so that the way back is as short.
source "$(dirname "$0")/common.sh"
what=${1:?v1 or v2}
pid_of "$what" >/dev/null || fail "$what does not run"
curl -fsS -m 5 -o /dev/null "http://127.0.0.1:$(port_of "$what")/health" || fail "$what is not healthy"
point current "$what"
say "current is $what"
