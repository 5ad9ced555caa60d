#!/usr/bin/env bash
# teardown.sh: ends every process of this harbour; its home stays for a look.
source "$(dirname "$0")/common.sh"
for one in front v1 v2; do "$root/scripts/stop.sh" "$one"; done
