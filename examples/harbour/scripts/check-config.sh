#!/usr/bin/env bash
# check-config.sh FILE: says whether the configuration has every key.
source "$(dirname "$0")/common.sh"
exec "$(program_of v2)" config "${1:?the configuration file}"
