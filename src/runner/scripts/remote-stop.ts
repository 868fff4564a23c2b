/**
 * Bash, on the other host, with a run's folder and tenths of a second between TERM and KILL: ends its whole group.
 */
export const STOP = `run=$1 tenths=$2 name=\${1##*/}
read -r pid birth <"$run/pid" || exit 0
now=$(__wk_birth "$pid")
lives() { kill -0 -- "-$pid" 2>/dev/null; }
wait_for() { for ((n = 0; n < $1; n++)); do lives || return; sleep 0.1; done; }
if [ -z "$now" ] || [ "$now" = "$birth" ]; then
  kill -TERM -- "-$pid" 2>/dev/null
  wait_for "$tenths"
  lives && kill -KILL -- "-$pid" 2>/dev/null && wait_for 20
fi
__wk_left "$name"
lives || echo wk-stopped >&2
`;
