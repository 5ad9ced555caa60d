#!/usr/bin/env bash
# error-rate.sh [BASE]: the share of requests that ended with status 500 and more since the process started, in percent.
# Without a single request there is no rate, and that is not zero: exit code 1.
source "$(dirname "$0")/common.sh"
curl -fsS -m 10 "http://127.0.0.1:$HARBOUR_PORT${1-/next}/metrics" | awk '
    /^harbour_requests_total/ { all += $2 }
    /^harbour_errors_total/ { errors = $2 }
    END { if (all == 0) { print "no requests yet" > "/dev/stderr"; exit 1 } printf "%.2f %%\n", errors * 100 / all }'
