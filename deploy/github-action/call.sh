#!/usr/bin/env bash
# Calls slipway as action.yml was asked to. A new verb is one line in the list below.
set -euo pipefail
fail() { echo "::error::slipway: $*" >&2; exit 2; }

environment=()
[[ -z $SLIPWAY_ENVIRONMENT ]] || environment=(--env "$SLIPWAY_ENVIRONMENT")
case $SLIPWAY_VERB in
    lint) call=(lint "$SLIPWAY_CHECKLIST" "${environment[@]}" --format github --fail-on "$SLIPWAY_FAIL_ON") ;;
    plan) call=(plan "$SLIPWAY_CHECKLIST" "${environment[@]}") ;;
    rehearse) call=(run "$SLIPWAY_CHECKLIST" --rehearse "${environment[@]}") ;;
    *) fail "verb '$SLIPWAY_VERB' is none of lint, plan, rehearse" ;;
esac

code=0
slipway "${call[@]}" || code=$?
echo "exit-code=$code" >>"$GITHUB_OUTPUT"
exit "$code"
