#!/usr/bin/env bash
# rollback.sh: version 1 becomes current again, then version 2 ends. The database stays: its migration only added.
source "$(dirname "$0")/common.sh"
"$root/scripts/start.sh" v1
"$root/scripts/switch.sh" v1
rm -f "$HARBOUR_HOME/next"
"$root/scripts/stop.sh" v2
