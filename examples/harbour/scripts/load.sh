#!/usr/bin/env bash
# load.sh [BASE] [REQUESTS]: asks for the berths again and again and prints what that showed.
source "$(dirname "$0")/common.sh"
url=http://127.0.0.1:$HARBOUR_PORT${1-/next}/berths
count=${2:-200}
# Eight callers, each with its share of the requests.
seq 8 | xargs -P 8 -I '{}' curl -sS -m 60 -o /dev/null -w '%{http_code} %{time_total}\n' "$url?caller={}&n=[1-$((count / 8))]" | sort -k2 -n | awk '
    { if ($1 >= 500) errors++; took[NR] = $2 * 1000 }
    END {
        if (NR == 0) exit 1
        printf "requests: %d\nerrors: %d\np50: %.1f ms\np95: %.1f ms\n", NR, errors, took[int(NR * 0.5 + 0.5)], took[int(NR * 0.95 + 0.5)]
    }'
