#!/usr/bin/env bash
# Prints the bill of materials of one package: CycloneDX 1.6, JSON. Called by package.sh.
#
#   deploy/sbom.sh DEPS_JSON PACKAGES_FOLDER VERSION COMMIT WHAT
#
# What is in it comes from the build itself (slipway.deps.json: every package and runtime pack that was put in), licences and
# digests from the packages as they were restored. It holds no serial number and no time but the commit's, so that the same
# commit gives the same bytes.
set -euo pipefail
dependencies=$1 packages=$2 version=$3 commit=$4 what=$5
fail() { echo "sbom.sh: $*" >&2; exit 2; }

# id, version, licence and digest of one restored package.
component() {
    local name=$1 version=$2 folder=$packages/${1,,}/${2,,} nuspec licence digest
    nuspec=$(find "$folder" -maxdepth 1 -name '*.nuspec' -print -quit)
    [[ -n $nuspec ]] || fail "$name $version is not in $packages"
    licence=$(sed -n 's|.*<license type="expression">\(.*\)</license>.*|\1|p' "$nuspec")
    # Older packages name an address or a file instead of an SPDX expression.
    [[ -n $licence ]] || licence=$(named_licence "$nuspec")
    digest=$(base64 -d <"$(find "$folder" -maxdepth 1 -name '*.nupkg.sha512' -print -quit)" | od -An -v -tx1 | tr -d ' \n')
    jq -n --arg name "$name" --arg version "$version" --arg licence "$licence" --arg digest "$digest" '{
        type: "library",
        "bom-ref": "pkg:nuget/\($name)@\($version)",
        name: $name,
        version: $version,
        hashes: [{ alg: "SHA-512", content: $digest }],
        licenses: [if $licence | startswith("http") then { license: { url: $licence } }
                   elif $licence | startswith("file:") then { license: { name: "\($name) licence, in the package: \($licence[5:])" } }
                   else { expression: $licence } end],
        purl: "pkg:nuget/\($name)@\($version)"
    }'
}

named_licence() {
    local url file
    file=$(sed -n 's|.*<license type="file">\(.*\)</license>.*|\1|p' "$1")
    url=$(sed -n 's|.*<licenseUrl>\(.*\)</licenseUrl>.*|\1|p' "$1")
    if [[ -n $file ]]; then
        echo "file:$file"
    elif [[ -n $url ]]; then
        echo "$url"
    else
        fail "$1 names no licence"
    fi
}

# A runtime pack is a package too; its name in the file has a word before it.
jq -r '.libraries | to_entries[] | select(.value.type == "package" or .value.type == "runtimepack")
       | .key | ltrimstr("runtimepack.") | sub("/"; " ")' "$dependencies" |
    LC_ALL=C sort -u |
    while read -r name its; do
        component "$name" "$its"
    done |
    jq -s --arg version "$version" --arg commit "$commit" --arg what "$what" --arg time "$(date -u -d "@$SOURCE_DATE_EPOCH" +%Y-%m-%dT%H:%M:%SZ)" \
        --slurpfile deps "$dependencies" '
        ("pkg:generic/slipway@\($version)") as $self
        | ([.[] | { key: "\(.name)/\(.version)", value: ."bom-ref" }] | from_entries) as $refs
        | ($deps[0].targets | to_entries | max_by(.value | length) | .value) as $target
        | {
            bomFormat: "CycloneDX",
            specVersion: "1.6",
            version: 1,
            metadata: {
                timestamp: $time,
                component: {
                    type: "application", "bom-ref": $self, name: "slipway", version: $version, purl: $self,
                    licenses: [{ license: { id: "Apache-2.0" } }],
                    properties: [{ name: "slipway:package", value: $what }, { name: "slipway:commit", value: $commit }]
                }
            },
            components: .,
            dependencies: ([{ ref: $self, dependsOn: ([.[]."bom-ref"] | sort) }]
                + [.[] | { ref: ."bom-ref",
                           dependsOn: ([($target["\(.name)/\(.version)"].dependencies // {}) | to_entries[]
                                        | $refs["\(.key)/\(.value)"] // empty] | sort) }])
        }'
