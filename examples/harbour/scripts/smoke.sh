#!/usr/bin/env bash
# smoke.sh create|read|delete [BASE]: a booking's life, through the front. The key goes to curl on standard input, so that
# no list of processes shows it. BASE is /next (default) for the version that is not current yet, or "" for the current one.
source "$(dirname "$0")/common.sh"

base=http://127.0.0.1:$HARBOUR_PORT${2-/next}
HARBOUR_API_KEY=${HARBOUR_API_KEY:-$(<"$HARBOUR_HOME/api-key")}

call() {
    curl -sS -m 10 -K - -X "$1" "$base$2" -w '\n%{http_code}\n' -H 'Content-Type: application/json' "${@:3}" \
        <<<"header = \"X-Api-Key: $HARBOUR_API_KEY\""
}

expect() {
    local wanted=$1 answer=$2
    say "HTTP ${answer##*$'\n'}"
    say "${answer%$'\n'*}"
    [[ ${answer##*$'\n'} == "$wanted" ]] || fail "expected status $wanted"
}

case ${1:?create, read or delete} in
    create)
        answer=$(call POST /bookings -d "@$root/config/smoke-booking.json")
        expect 201 "$answer"
        sed -n 's/.*"id":\([0-9]*\).*/\1/p' <<<"$answer" >"$HARBOUR_HOME/smoke-booking"
        ;;
    read) expect 200 "$(call GET "/bookings/$(<"$HARBOUR_HOME/smoke-booking")")" ;;
    delete) expect 204 "$(call DELETE "/bookings/$(<"$HARBOUR_HOME/smoke-booking")")" ;;
    *) fail "create, read or delete" ;;
esac
