#!/usr/bin/env bash
# Prints the notices of what a package contains that others wrote: name, version, licence, copyright, and the licence texts
# that the packages bring along. Called by package.sh.
#
#   deploy/notices.sh DEPS_JSON PACKAGES_FOLDER
set -euo pipefail
dependencies=$1 packages=$2

field() { sed -n "s|.*<$2\( [^>]*\)\{0,1\}>\(.*\)</$2>.*|\2|p" "$1" | head -n 1; }

echo "Slipway contains the following software of others."
jq -r '.libraries | to_entries[] | select(.value.type == "package" or .value.type == "runtimepack")
       | .key | ltrimstr("runtimepack.") | sub("/"; " ")' "$dependencies" |
    LC_ALL=C sort -u |
    while read -r name version; do
        folder=$packages/${name,,}/${version,,}
        nuspec=$(find "$folder" -maxdepth 1 -name '*.nuspec' -print -quit)
        printf '\n%s\n%s %s\n' "--------------------------------------------------------------------------------" "$name" "$version"
        for it in license licenseUrl copyright projectUrl; do
            value=$(field "$nuspec" "$it")
            [[ -z $value ]] || echo "$it: $value"
        done
        find "$folder" -maxdepth 1 -type f \( -iname 'license*' -o -iname 'third-party-notices*' -o -iname 'notice*' \) | LC_ALL=C sort |
            while read -r text; do
                printf '\n'
                tr -d '\r' <"$text"
            done
    done
