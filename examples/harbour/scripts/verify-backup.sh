#!/usr/bin/env bash
# verify-backup.sh [FILE]: checksum, integrity, and that something is in it. Reads only.
source "$(dirname "$0")/common.sh"
exec "$(program_of v1)" verify-backup "${1:-$HARBOUR_HOME/backups/latest.db}"
