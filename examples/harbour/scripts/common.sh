# What every script needs to know; sourced, not run.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
HARBOUR_HOME=${HARBOUR_HOME:-.harbour}
[[ $HARBOUR_HOME == /* ]] || HARBOUR_HOME=$root/$HARBOUR_HOME
export HARBOUR_HOME

# The door that callers know, and the two versions behind it.
HARBOUR_PORT=${HARBOUR_PORT:-18480}
HARBOUR_V1_PORT=${HARBOUR_V1_PORT:-18481}
HARBOUR_V2_PORT=${HARBOUR_V2_PORT:-18482}

# Settings of this installation, for instance HARBOUR_FAULT=errors.
if [[ -f $HARBOUR_HOME/harbour.env ]]; then
    set -a
    # shellcheck disable=SC1091
    source "$HARBOUR_HOME/harbour.env"
    set +a
fi

# A step starts with few variables; where .NET is installed, the dotnet on the path knows.
if [[ -z ${DOTNET_ROOT:-} ]]; then
    DOTNET_ROOT=$(dirname "$(readlink -f "$(command -v dotnet)")")
    export DOTNET_ROOT
fi

say() { printf '%s\n' "$*"; }

fail() {
    printf 'harbour: %s\n' "$*" >&2
    exit 1
}

port_of() {
    case $1 in
        v1) say "$HARBOUR_V1_PORT" ;;
        v2) say "$HARBOUR_V2_PORT" ;;
        front) say "$HARBOUR_PORT" ;;
        *) fail "there is no '$1'; use v1, v2 or front" ;;
    esac
}

program_of() {
    local version=${1/front/v1}
    local program=$root/artifacts/bin/${version^^}/release/harbour-$version
    [[ -x $program ]] || fail "$program is missing: dotnet build Harbour.slnx -c Release"
    say "$program"
}

pid_of() {
    local file=$HARBOUR_HOME/$1.pid pid
    [[ -f $file ]] || return 1
    pid=$(<"$file")
    # A number alone may by now belong to a stranger.
    [[ -r /proc/$pid/cmdline ]] && tr '\0' ' ' <"/proc/$pid/cmdline" | grep -q 'harbour-v' && say "$pid"
}

# A pointer is replaced whole, so that the front never reads half of one.
point() {
    say "$2 $(port_of "$2")" >"$HARBOUR_HOME/$1.new"
    mv "$HARBOUR_HOME/$1.new" "$HARBOUR_HOME/$1"
}
