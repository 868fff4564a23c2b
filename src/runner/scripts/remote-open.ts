/**
 * Bash, on the other host: makes the 0700 folder for state and output, and asks the login shell for its environment, once.
 */
export const OPEN = `umask 077
dir=$(mktemp -d "\${TMPDIR:-/tmp}/watchkeeper-XXXXXXXXXX") || dir=
case $dir in '' | *[!A-Za-z0-9/._+-]*) echo 'wk-failed cannot make a folder of its own there' >&2; exit 91 ;; esac
mkdir "$dir/runs" "$dir/sessions" && __wk_install "$dir" || { echo 'wk-failed cannot write there (is the disk full?)' >&2; exit 91; }
from='its own environment' shell=\${SHELL:-/bin/sh}
set -m
"$shell" -l -c "'$BASH' --noprofile --norc -c 'export -p' >'$dir/env.new'" </dev/null >/dev/null 2>&1 &
set +m
for ((n = 0; n < 50; n++)); do
  kill -0 "$!" 2>/dev/null || break
  sleep 0.1
done
if kill -0 "$!" 2>/dev/null; then kill -KILL -- "-$!"
elif [ -s "$dir/env.new" ]; then mv "$dir/env.new" "$dir/env" && from="login shell $shell"; fi 2>/dev/null
printf 'wk-open %s %s\\n' "$dir" "$from" >&2
`;
