#!/usr/bin/env bash
# start.sh v1|v2|front [PORT]: starts one process and waits until it answers. A started version is the front's "next".
source "$(dirname "$0")/common.sh"

what=${1:?v1, v2 or front}
port=${2:-$(port_of "$what")}
if pid=$(pid_of "$what"); then
    say "$what already runs, pid $pid"
    exit 0
fi

verb=serve
path=/health
if [[ $what == front ]]; then
    verb=front
    path=/version
elif [[ -z ${HARBOUR_API_KEY:-} ]]; then
    HARBOUR_API_KEY=$(<"$HARBOUR_HOME/api-key")
    export HARBOUR_API_KEY
fi

program=$(program_of "$what")
export DOTNET_gcServer=0
PORT=$port setsid nohup "$program" "$verb" >"$HARBOUR_HOME/logs/$what.log" 2>&1 </dev/null &
pid=$!
say "$pid" >"$HARBOUR_HOME/$what.pid"

# By its number, not by its name: for a moment the new process still bears the name of this script.
for _ in $(seq 100); do
    kill -0 "$pid" 2>/dev/null || break
    if curl -fsS -m 2 -o /dev/null "http://127.0.0.1:$port$path" 2>/dev/null; then
        [[ $what == front ]] || point next "$what"
        say "$what started on port $port, pid $pid"
        exit 0
    fi
    sleep 0.2
done

"$root/scripts/stop.sh" "$what" >/dev/null
tail -n 5 "$HARBOUR_HOME/logs/$what.log" >&2
fail "$what does not answer on port $port"
