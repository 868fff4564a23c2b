/**
 * Bash: names what still lives of a run, in lines for the way back.
 */
export const LEFT = `__wk_left() {
  local file pid
  grep -lsz "^WATCHKEEPER_RUN=$1\\$" /proc/[0-9]*/environ 2>/dev/null | while read -r file; do
    pid=\${file#/proc/}
    pid=\${pid%/environ}
    printf 'wk-left %s %s\\n' "$pid" "$(tr '\\0' ' ' <"/proc/$pid/cmdline" 2>/dev/null)" >&2
  done
}
`;
