#!/usr/bin/env bash
# log-errors.sh v1|v2: how many errors one version has written since it started. A missing log is no proof of peace.
source "$(dirname "$0")/common.sh"
log=$HARBOUR_HOME/logs/${1:?v1 or v2}.log
[[ -s $log ]] || fail "$log is missing or empty"
say "errors since start: $(grep -c -E ' (fail|crit): ' "$log" || true)"
