/**
 * Bash: names what still lives of a run, by its name and the pid of its leader, in lines for the way back: who is in the
 * leader's group or session, and who was started by it and has left them.
 */
export const LEFT = `__wk_left() {
  local name=$1 leader=$2 file line marked
  if [ ! -r /proc/self/stat ]; then
    ps -A -o pid= -o pgid= -o stat= -o args= | while read -r pid group state line; do
      case $state in Z*) continue ;; esac
      [ "$group" != "$leader" ] || [ "$pid" = "$leader" ] || printf 'wk-left %s %s\\n' "$pid" "$line"
    done
    return
  fi
  marked=" $(grep -lsz "^WATCHKEEPER_RUN=$name$" /proc/[0-9]*/environ 2>/dev/null | tr '\\n' ' ')"
  for file in /proc/[0-9]*; do
    line=
    { IFS= read -r -d '' line <"$file/stat"; } 2>/dev/null
    set -- \${line##*) }
    case $1 in Z | X | '') continue ;; esac
    [ "\${file#/proc/}" != "$leader" ] || continue
    case " $3 $4 " in *" $leader "*) ;; *) case $marked in *" $file/environ "*) ;; *) continue ;; esac ;; esac
    line=$(tr '\\0\\n\\r' '   ' <"$file/cmdline" 2>/dev/null)
    [ -n "$line" ] || read -r line <"$file/comm"
    printf 'wk-left %s %s\\n' "\${file#/proc/}" "$line"
  done
}
`;
