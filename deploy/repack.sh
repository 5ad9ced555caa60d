#!/usr/bin/env bash
# Writes a NuGet package again so that the same contents are the same bytes. Called by package.sh.
#
#   deploy/repack.sh FROM TO
#
# The packer puts the time of day on every entry, gives one file a random name, and random ids to what points at it.
set -euo pipefail
from=$1 to=$2
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
unzip -q "$from" -d "$folder"

core=$(find "$folder/package" -name '*.psmdcp')
same=$(dirname "$core")/slipway.psmdcp
[[ $core == "$same" ]] || mv "$core" "$same"
sed -i "s|$(basename "$core")|slipway.psmdcp|" "$folder/_rels/.rels"
# The ids only have to differ from each other, and the packer's own system is nobody's business.
sed 's/<Relationship /\n&/g' "$folder/_rels/.rels" | awk '{ sub(/Id="[^"]*"/, "Id=\"R" NR "\""); print }' >"$folder/_rels/new"
mv "$folder/_rels/new" "$folder/_rels/.rels"
sed -i 's|<lastModifiedBy>[^<]*</lastModifiedBy>||' "$same"

find "$folder" -exec touch -h -d "@$SOURCE_DATE_EPOCH" {} +
find "$folder" -type f -exec chmod 644 {} +
rm -f "$to"
# The list of content types comes first, as readers of such packages expect it.
(cd "$folder" && { echo '[Content_Types].xml'; find . -type f ! -path './\[Content_Types\].xml' | sed 's|^\./||' | LC_ALL=C sort; } | zip -q -X -D -9 "$to" -@)
