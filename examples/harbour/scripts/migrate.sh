#!/usr/bin/env bash
# migrate.sh: brings the database to the schema of version 2. It only adds, so version 1 keeps working.
source "$(dirname "$0")/common.sh"
exec "$(program_of v2)" migrate
