#!/usr/bin/env bash
# memory.sh v1|v2: resident memory of one version in MB.
source "$(dirname "$0")/common.sh"
pid=$(pid_of "${1:?v1 or v2}") || fail "$1 does not run"
awk '/^VmRSS/ { printf "%d MB\n", $2 / 1024 }' "/proc/$pid/status"
