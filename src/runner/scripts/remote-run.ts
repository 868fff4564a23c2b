/**
 * Bash, on the other host: takes the rest of its standard input as the statement, byte for byte, and starts it in a group
 * of its own that outlives the line.
 */
export const RUN = `dir=$1 run=$1/runs/$2 session=$1/sessions/$3 bytes=$4 fresh=$5 mode=$6 mask=$(umask)
umask 077
fail() { printf 'wk-%s\\n' "$1" >&2; exit 91; }
[ -O "$dir" ] && [ -r "$dir/supervise.bash" ] || fail gone
[ -n "$fresh" ] || [ -d "$session" ] || fail gone
mkdir -p "$session" && mkdir "$run" && : >"$run/output" && __wk_prelude >"$run/prelude" && cat >"$run/statement" ||
  fail 'failed cannot write there (is the disk full?)'
[ "$(wc -c <"$run/statement")" -eq "$bytes" ] || fail 'failed the statement did not arrive whole, and was not run'
exec </dev/null
umask "$mask"
[ "$mode" = keep ] && { printf 'wk-ready\\n' >&2; exit 0; }
set -m
WATCHKEEPER_RUN=$2 "$BASH" --noprofile --norc "$dir/supervise.bash" "$run" "$session" "$dir/shell.bash" </dev/null >>"$run/output" 2>&1 &
set +m
set -- "$run" 0
`;
