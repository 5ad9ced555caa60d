#!/usr/bin/env bash
# A check of one's own: no script of a folder has line ends of Windows, which a shell cannot run.
# Setting: folder (default: where commands start). Needs jq.
set -euo pipefail

asked=$(cat)
[[ $(jq .contract <<<"$asked") == 1 ]] || { echo "this program speaks contract 1 only" >&2; exit 64; }
folder=$(jq -r '.settings.folder // "."' <<<"$asked")
[[ -d $folder ]] || { jq -n --arg why "the folder $folder is not there" '{unseen: $why}'; exit 0; }

mapfile -t scripts < <(find "$folder" -type f -name '*.sh' | sort)
((${#scripts[@]} > 0)) || { jq -n --arg why "there is no script in $folder" '{unseen: $why}'; exit 0; }
mapfile -t bad < <(grep -l $'\r$' -- "${scripts[@]}" || true)

jq -n --argjson scripts "${#scripts[@]}" '{facts: {scripts: $scripts}, counts: {scripts: $scripts},
  flaws: [$ARGS.positional[] | "\(.) has line ends of Windows, so no shell runs it"]}' --args -- "${bad[@]}"
