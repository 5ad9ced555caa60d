#!/usr/bin/env bash
# backup.sh: copies the live database, with a checksum beside the copy.
source "$(dirname "$0")/common.sh"
file=$HARBOUR_HOME/backups/harbour-$(date -u +%Y%m%dT%H%M%SZ).db
"$(program_of v1)" backup "$file"
ln -sfn "$(basename "$file")" "$HARBOUR_HOME/backups/latest.db"
ln -sfn "$(basename "$file").sha256" "$HARBOUR_HOME/backups/latest.db.sha256"
