import {BIRTH} from './birth.js';

/**
 * Bash, the leader of a statement's process group: writes who it is to `pid`, refuses what bash cannot parse as a whole,
 * waits for the statement's shell and writes `status`: `exit 3`, `signal 137` or `refused 126`. It outlives a TERM that
 * ends the statement, in order to tell.
 */
export const SUPERVISE = `${BIRTH}trap : TERM INT HUP
run=$1 session=$2 shell=$3 mask=$(umask)
umask 077
printf '%s %s\\n' "$$" "$(__wk_birth "$$")" >"$run/pid" || exit 125
if (exec -a bash "$BASH" --noprofile --norc -O extglob -n) <"$run/statement"; then
  exec 9>&2 2>/dev/null
  umask "$mask"
  "$BASH" --noprofile --norc -c '. "$3"; eval -- "$__wk_text"' bash "$run" "$session" "$shell" 2>&9 9>&- </dev/null
  rc=$? how=exit said=
  umask 077
  [ -r "$run/rc" ] && read -r said <"$run/rc"
  [ "$rc" -gt 128 ] && [ "$said" != "$rc" ] && how=signal
  if [ -e "$run/refused" ]; then how=refused
  elif [ ! -e "$run/saved" ]; then printf 'state-kept\\n' >>"$run/notes"; fi
else
  rc=$? how=exit
fi
printf '%s %s\\n' "$how" "$rc" >"$run/status"
exit "$rc"
`;
