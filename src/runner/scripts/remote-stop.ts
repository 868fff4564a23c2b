/**
 * Bash, on the other host, with a run's folder and tenths of a second between TERM and KILL: ends its whole group; with
 * `left` also what has left the group.
 */
export const STOP = `run=$1 tenths=$2 what=$3 name=\${1##*/}
read -r pid birth <"$run/pid" || exit 0
__wk_this_boot "$birth" || { echo wk-stopped >&2; exit 0; }
now=$(__wk_birth "$pid")
lives() { kill -0 -- "-$pid" 2>/dev/null; }
wait_for() { for ((n = 0; n < $1; n++)); do lives || return; sleep 0.1; done; }
if [ -z "$now" ] || [ "$now" = "$birth" ]; then
  kill -TERM -- "-$pid" 2>/dev/null
  wait_for "$tenths"
  lives && kill -KILL -- "-$pid" 2>/dev/null && wait_for 20
fi
others() { __wk_left "$name" "$pid" | while read -r _ other _; do kill "$1" "$other"; done 2>/dev/null; }
if [ "$what" = left ]; then
  others -TERM
  others_gone() { for ((n = 0; n < $1; n++)); do [ -n "$(__wk_left "$name" "$pid")" ] || return; sleep 0.1; done; }
  others_gone "$tenths"
  others -KILL
  others_gone 20
fi
__wk_left "$name" "$pid" >&2
lives || echo wk-stopped >&2
`;
