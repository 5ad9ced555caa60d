#!/usr/bin/env bash
# Makes everything that can be installed, from the commit that is checked out, the same bytes on every machine:
#
#   deploy/package.sh [--output DIR] [--version VERSION] [--only WHAT]...
#
#   --output DIR       where the files go; default artifacts/packages
#   --version VERSION  instead of the one in Directory.Build.props
#   --only WHAT        tool, linux-x64 or linux-arm64; may be given several times; default all three
#
# Files: the .NET tool (.nupkg), and for each machine a tarball, a Debian package and a bill of materials (CycloneDX);
# and SHA256SUMS over all of them. What is not committed is not packaged.
# Needs: .NET SDK, git (in a clone), tar, gzip, zip, unzip, jq, dpkg-deb.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(dirname "$here")

fail() { echo "package.sh: $*" >&2; exit 2; }
say() { printf '→ %s\n' "$*" >&2; }

output=$root/artifacts/packages
version=
only=()
while (($# > 0)); do
    case $1 in
        --output) output=${2:?--output needs a folder}; shift 2 ;;
        --version) version=${2:?--version needs a version}; shift 2 ;;
        --only) only+=("${2:?--only needs tool, linux-x64 or linux-arm64}"); shift 2 ;;
        *) sed -n '2,/^set/s/^# \{0,1\}//p' "${BASH_SOURCE[0]}" | sed '$d' >&2; exit 2 ;;
    esac
done
((${#only[@]} > 0)) || only=(tool linux-x64 linux-arm64)
for it in "${only[@]}"; do
    [[ $it == tool || $it == linux-x64 || $it == linux-arm64 ]] || fail "--only $it is not tool, linux-x64 or linux-arm64"
done
for it in dotnet tar gzip zip unzip jq dpkg-deb sha256sum; do
    command -v "$it" >/dev/null || fail "$it is missing; install it (apt-get install $it) and try again"
done

mkdir -p "$output"
output=$(cd "$output" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
source=$work/source
mkdir "$source"

# The commit and its time, from git, or from what an archive of a commit says of itself.
if [[ -e $root/.git ]]; then
    commit=$(git -C "$root" rev-parse HEAD)
    SOURCE_DATE_EPOCH=$(git -C "$root" log -1 --format=%ct HEAD)
    [[ -z $(git -C "$root" status --porcelain) ]] || say "what is not committed here is not packaged"
    git -C "$root" archive HEAD | tar -x -C "$source"
else
    read -r commit SOURCE_DATE_EPOCH <"$here/commit"
    [[ $commit =~ ^[0-9a-f]{40}$ ]] || fail "this is neither a clone nor an archive of a commit, so nobody could say what is in the packages"
    tar -C "$root" --exclude=./artifacts --exclude=.slipway -c . | tar -x -C "$source"
fi
export SOURCE_DATE_EPOCH TZ=UTC LC_ALL=C
umask 022

version=${version:-$(sed -n 's|.*<Version>\(.*\)</Version>.*|\1|p' "$source/Directory.Build.props")}
[[ $version =~ ^[0-9]+\.[0-9]+\.[0-9]+(-[0-9A-Za-z.-]+)?$ ]] || fail "--version $version is not of the form 1.2.3 or 1.2.3-beta.1"
# A beta comes before its release: in Debian's order that is a tilde.
debian_version=${version/-/\~}

export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 MSBUILDDISABLENODEREUSE=1
packages=$(dotnet nuget locals global-packages --list --force-english-output | sed 's/^global-packages: //')
say "Slipway $version, commit ${commit:0:12}"

# Prints what a command said only when it failed.
quietly() {
    if ! "$@" >"$work/log" 2>&1; then
        cat "$work/log" >&2
        fail "'$*' failed"
    fi
}

build() {
    local verb=$1 what=$2 project=$source/src/Cli/Cli.csproj
    shift 2
    quietly dotnet restore "$project" --locked-mode "-p:SlipwayPackage=$what"
    quietly dotnet "$verb" "$project" --no-restore -c Release "-p:SlipwayPackage=$what" "-p:Version=$version" \
        -p:RunAnalyzers=false -p:EnforceCodeStyleInBuild=false -p:UseSharedCompilation=false "$@"
}

# Packed the same way whenever and by whomever: sorted, no owner, the commit's time.
pack_tar() {
    local file=$1 folder=$2
    tar --sort=name --format=gnu --owner=0 --group=0 --numeric-owner --mtime="@$SOURCE_DATE_EPOCH" -C "$work" -c "$folder" |
        gzip -n -6 >"$file"
}

# The tool is built first, whatever is asked for: completions and manual pages are made by running it.
say "tool"
# A tool that names machines would be a pointer to packages for each; this one runs wherever .NET does.
build pack tool -o "$work/tool" -p:RuntimeIdentifiers=
slipway() { dotnet "$source/artifacts/bin/Cli/release/slipway.dll" "$@"; }
shared=$work/shared
mkdir -p "$shared/completions"
slipway completion bash >"$shared/completions/slipway.bash"
slipway completion zsh >"$shared/completions/_slipway"
slipway completion fish >"$shared/completions/slipway.fish"
slipway completion powershell >"$shared/completions/slipway.ps1"
slipway man --output "$shared/man"

made=()

package_tool() {
    "$here/repack.sh" "$work/tool/Slipway.$version.nupkg" "$output/Slipway.$version.nupkg"
    bill_of_materials tool "$source/artifacts/bin/Cli/release/slipway.deps.json"
    made+=("Slipway.$version.nupkg")
}

bill_of_materials() {
    local what=$1 dependencies=$2
    "$here/sbom.sh" "$dependencies" "$packages" "$version" "$commit" "$what" >"$output/slipway-$version-$what.cdx.json"
    made+=("slipway-$version-$what.cdx.json")
}

package_machine() {
    local what=$1 name=slipway-$version-$1 architecture
    say "$what"
    build publish "$what" -o "$work/$what"
    [[ $what == linux-x64 ]] && architecture=amd64 || architecture=arm64
    local dependencies=$source/artifacts/obj/Cli/release_$what/slipway.deps.json
    bill_of_materials "$what" "$dependencies"

    mkdir "$work/$name"
    install -m 755 "$work/$what/slipway" "$work/$name/slipway"
    install -m 644 "$source/LICENSE" "$source/CHANGELOG.md" "$source/docs/guides/installing.md" "$work/$name/"
    "$here/notices.sh" "$dependencies" "$packages" >"$work/$name/THIRD-PARTY-NOTICES.txt"
    cp -r "$shared/completions" "$shared/man" "$work/$name/"
    pack_tar "$output/$name.tar.gz" "$name"
    made+=("$name.tar.gz")

    "$here/debian.sh" "$work/$name" "$work/deb-$what" "$debian_version" "$architecture" "$output/slipway_${debian_version}_$architecture.deb"
    made+=("slipway_${debian_version}_$architecture.deb")
}

for it in "${only[@]}"; do
    case $it in
        tool) package_tool ;;
        *) package_machine "$it" ;;
    esac
done

(cd "$output" && printf '%s\n' "${made[@]}" | sort | xargs sha256sum >SHA256SUMS)
say "$output"
cat "$output/SHA256SUMS"
