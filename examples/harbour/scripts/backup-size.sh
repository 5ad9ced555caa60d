#!/usr/bin/env bash
# backup-size.sh: the size of the last backup in kB.
source "$(dirname "$0")/common.sh"
say "$(($(stat -L -c %s "$HARBOUR_HOME/backups/latest.db") / 1024)) kB"
