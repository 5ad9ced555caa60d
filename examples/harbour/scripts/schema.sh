#!/usr/bin/env bash
# schema.sh: says which schema the database has.
source "$(dirname "$0")/common.sh"
exec "$(program_of v2)" schema
