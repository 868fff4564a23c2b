/**
 * Bash: what tells a process from a later one with the same number, as `birthOf` says it, nothing for one that is gone;
 * and whether a birth was since the last restart.
 */
export const BIRTH = `__wk_this_boot() {
  local boot=
  [ -r /proc/sys/kernel/random/boot_id ] || return 0
  read -r boot </proc/sys/kernel/random/boot_id
  case $1 in "$boot":*) return 0 ;; *) return 1 ;; esac
}
__wk_birth() {
  local line= boot=
  if [ -r /proc/sys/kernel/random/boot_id ]; then
    [ -r "/proc/$1/stat" ] || return
    read -r boot </proc/sys/kernel/random/boot_id
    IFS= read -r -d '' line <"/proc/$1/stat"
    set -- \${line##*) }
    case $1 in Z | X | '') ;; *) printf '%s:%s' "$boot" "\${20}" ;; esac
  else
    TZ=UTC LC_ALL=C ps -o lstart= -p "$1" | { read -r line; printf '%s' "$line"; }
  fi
}
`;
