/**
 * Bash, on the other host, with a run's folder and how many bytes are here already: sends output to stdout as it comes,
 * and on stderr, where it cannot be taken for output, who runs (`wk-run`) and how it ended (`wk-end exit 3`). It is only
 * a reader: when the line drops, the statement goes on.
 */
export const FOLLOW = `run=$1 at=$2 name=\${1##*/}
for ((n = 0; n < 100; n++)); do
  [ -s "$run/pid" ] && break
  [ -d "$run" ] || break
  sleep 0.05
done
read -r pid birth <"$run/pid" || { echo 'wk-failed its shell could not start there (is the disk full?)' >&2; exit 91; }
printf 'wk-run %s %s\\n' "$pid" "$birth" >&2
while :; do
  over=
  if [ -s "$run/status" ]; then over=yes
  elif [ "$(__wk_birth "$pid")" != "$birth" ]; then sleep 0.2; over=yes; fi
  size=$(($(wc -c <"$run/output")))
  if [ "$size" -gt "$at" ]; then
    tail -c "+$((at + 1))" "$run/output" | head -c "$((size - at))" || exit
    at=$size
  fi
  [ -z "$over" ] || break
  sleep 0.1
done
[ ! -e "$run/refused" ] || printf 'wk-refused %s\\n' "$(cat "$run/refused")" >&2
[ ! -e "$run/notes" ] || sed 's/^/wk-note /' "$run/notes" >&2
left=$(__wk_left "$name" "$pid")
# The last of a pipeline may end a moment after its shell.
[ -z "$left" ] || { sleep 0.2; left=$(__wk_left "$name" "$pid"); }
[ -z "$left" ] || printf '%s\\n' "$left" >&2
[ ! -s "$run/secrets" ] || printf 'wk-secrets %s\\n' "$(od -An -v -tx1 <"$run/secrets" | tr -d ' \\n')" >&2
printf 'wk-end %s\\n' "$(cat "$run/status" 2>/dev/null || echo lost 0)" >&2
`;
