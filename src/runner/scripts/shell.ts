/**
 * Bash, sourced at top level by the shell of one statement with the run's folder, the session's folder, its own name and
 * the folder to start in. It restores the carried state, leaves the statement in `__wk_text` for `eval`, and saves the
 * state in an EXIT trap; `trap` is a function here so that a statement's own EXIT trap comes after ours, not instead of
 * it. Saved is what differs from the start (`base`), by name: variables, functions, options; a variable that was only
 * filled in for the statement is what it was before. Where somebody follows the run, variables that may be secret by their
 * names are told in `secrets`, so that what they hold is masked, and those that `read -s` has filled, as secrets. An empty
 * run folder means only to look. For bash 3.2 and newer.
 */
export const SHELL = `__wk_run=$1 __wk_session=$2 __wk_lib=\${3%/*} __wk_start=$4
builtin set --
__wk_skip() {
  case $1 in
    __wk_*|BASH|BASH_*|BASHOPTS|BASHPID|COMP_*|IFS|COMPREPLY|COLUMNS|DIRSTACK|EPOCH*|EUID|FUNCNAME|GROUPS|HISTCMD|LINENO) ;;
    LINES|OLDPWD|OPTERR|PIPESTATUS|PPID|PWD|RANDOM|SRANDOM|SECONDS|SHELLOPTS|SHLVL|UID|WATCHKEEPER_RUN|ENV|trap|_) ;;
    *) case " $__wk_secrets " in *" $1 "*) ;; *) return 1 ;; esac ;;
  esac
}
__wk_secret() {
  builtin shopt -s nocasematch
  for __wk_name in $(builtin compgen -v); do
    __wk_told=$__wk_name
    case " $__wk_silent " in *" $__wk_name "*) __wk_told="$__wk_name secret" ;; esac
    case $__wk_told in
      __wk_*) ;;
      *token*|*secret*|*pass*|*cred*|*key*|*pwd|*pin|*otp|*jwt|*pat|*auth|*cookie*|*webhook*|*dsn|*session*)
        __wk_all=$__wk_name[@]
        for __wk_value in "\${!__wk_all}"; do
          [ "\${#__wk_value}" -gt 8192 ] || builtin printf '%s\\0%s\\0' "$__wk_told" "$__wk_value"
        done ;;
    esac
  done
}
__wk_options() {
  builtin set +o
  builtin shopt -p
}
__wk_dump() {
  for __wk_name in $(builtin compgen -v); do
    __wk_skip "$__wk_name" && continue
    builtin printf 'v%s\\0' "$__wk_name"
    builtin declare -p "$__wk_name" 2>/dev/null
    builtin printf '\\0'
  done
  builtin compgen -A function | while IFS= builtin read -r __wk_name; do
    __wk_skip "$__wk_name" && continue
    builtin printf 'f%s\\0' "$__wk_name"
    builtin declare -f -- "$__wk_name"
    builtin printf '\\0'
  done
  builtin declare -F | while IFS= builtin read -r __wk_name; do
    case $__wk_name in 'declare -f '*) ;; *) builtin printf 'x%s\\0%s\\0' "$__wk_name" "$__wk_name" ;; esac
  done
  while IFS= builtin read -r __wk_name; do
    builtin printf 'o%s\\0\\0' "$__wk_name"
  done <"$1"
}
__wk_differ() {
  builtin local key value i=0 n gone=0 options= trace= before values
  while IFS= builtin read -r -d '' key && IFS= builtin read -r -d '' value; do
    before[gone]=$key values[gone]=$value
    gone=$((gone + 1))
  done <"$1"
  while IFS= builtin read -r -d '' key && IFS= builtin read -r -d '' value; do
    for ((n = 0; n < gone; n++)); do
      [ "\${before[i]}" = "$key" ] && break
      i=$(((i + 1) % gone))
    done
    if [ "$n" -lt "$gone" ]; then
      before[i]=
      [ "\${values[i]}" = "$value" ] && continue
    fi
    case $key in
      [vfx]*) builtin printf '%s\\n' "$value" ;;
      *' xtrace'|*' verbose') trace+="builtin \${key#o};" ;;
      *noexec*|*monitor*|*login_shell*|*interactive*|*restricted_shell*|*' history') ;;
      o*) options+="builtin \${key#o};" ;;
    esac
  done <"$2"
  for key in "\${before[@]}"; do
    case $key in
      v*) builtin printf 'builtin unset -v %s\\n' "\${key#v}" ;;
      f*) builtin printf 'builtin unset -f %q\\n' "\${key#f}" ;;
    esac
  done
  builtin printf '__wk_set=%q\\n__wk_trace=%q\\n' "$options" "$trace"
}
__wk_save() {
  __wk_new=$__wk_session/state.$$.new
  __wk_mask=$(builtin umask -p)
  __wk_ifs=\${IFS-$' \\t\\n'}
  builtin umask 077
  __wk_options >|"$__wk_run/options"
  builtin set +Ceufvx
  builtin set +o posix
  builtin shopt -u failglob nocasematch
  IFS=$' \\t\\n'
  builtin printf '%s\\n' "$1" >|"$__wk_run/rc"
  [ ! -e "$__wk_run/pid" ] || (__wk_secret >>"$__wk_run/secrets")
  {
    builtin printf '__wk_cwd=%q\\n__wk_old=%q\\n__wk_last=%q\\n__wk_ifs=%q\\n' "$PWD" "\${OLDPWD-}" "$1" "$__wk_ifs"
    builtin printf '__wk_silent=%q\\n' "$__wk_silent"
    builtin printf 'builtin %s\\n' "$__wk_mask"
    builtin alias -p
    for __wk_name in $__wk_given; do
      __wk_value=__wk_given_$__wk_name
      [ "\${!__wk_name-}" = "\${!__wk_value}" ] || continue
      builtin unset -v "$__wk_name"
      __wk_value=__wk_before_$__wk_name
      builtin eval "\${!__wk_value}"
    done
    __wk_dump "$__wk_run/options" >|"$__wk_run/now"
    __wk_differ "$__wk_run/base" "$__wk_run/now"
    shift
    if [ "\${#FUNCNAME[@]}" -le 1 ] && [ "$#" -gt 0 ]; then builtin printf 'builtin set --'; builtin printf ' %q' "$@"; fi
    builtin printf '\\n__wk_whole=yes\\n'
  } >|"$__wk_new" && command -p mv -f -- "$__wk_new" "$__wk_session/state" && : >|"$__wk_run/saved"
}
__wk_status() { builtin return "$1"; }
__wk_trap='{ __wk_rc=$?; (__wk_save "$__wk_rc" "$@") || :; builtin set +e; __wk_status "$__wk_rc"; } 2>/dev/null'
trap() {
  [ "\${1-}" = -- ] && builtin shift
  case $#:$BASH_SUBSHELL:\${1-} in
    1:0:EXIT|1:0:exit|1:0:SIGEXIT|1:0:0) builtin trap -- "$__wk_trap" EXIT; builtin return ;;
    0:*|1:*|*:-[a-zA-Z]*) builtin trap "$@"; builtin return ;;
    *:0:*) ;;
    *) builtin trap -- "$@"; builtin return ;;
  esac
  builtin local "__wk_action=$1" __wk_name
  builtin shift
  for __wk_name; do
    case $__wk_action:$__wk_name in
      -:EXIT|-:exit|-:SIGEXIT|-:0) builtin trap -- "$__wk_trap" EXIT ;;
      *:EXIT|*:exit|*:SIGEXIT|*:0)
        builtin printf 'exit-trap\\n' >>"$__wk_run/notes"
        builtin trap -- "$__wk_trap"$'\\n'"$__wk_action" EXIT ;;
      *) builtin trap -- "$__wk_action" "$__wk_name" || builtin return ;;
    esac
  done
}
if [ -n "$__wk_run" ] && [ -s "$__wk_run/env" ]; then
  for __wk_name in $(builtin compgen -e); do builtin unset -v "$__wk_name"; done 2>/dev/null
  . "$__wk_run/env"
  : >|"$__wk_run/env"
elif [ -r "$__wk_lib/env" ]; then
  . "$__wk_lib/env" 2>/dev/null
  builtin unset -v BASH_ENV ENV
fi
if [ -n "$__wk_run" ]; then
  (builtin umask 077; __wk_options >|"$__wk_run/options"; __wk_dump "$__wk_run/options" >|"$__wk_run/base") 2>/dev/null
fi
__wk_given= __wk_silent= __wk_cwd= __wk_old= __wk_set= __wk_trace= __wk_last=0 __wk_ifs=$' \\t\\n'
builtin shopt -s extglob
[ -r "$__wk_session/state" ] && . "$__wk_session/state"
if [ -n "$__wk_run" ]; then
  . "$__wk_run/prelude"
  [ ! -e "$__wk_run/pid" ] || (builtin umask 077; __wk_secret >>"$__wk_run/secrets") 2>/dev/null
fi
builtin shopt -u extglob
__wk_cwd=\${__wk_cwd:-$__wk_start}
__wk_missing=
[ -z "$__wk_cwd" ] || builtin cd -- "$__wk_cwd" 2>/dev/null || __wk_missing=$__wk_cwd
if [ -n "$__wk_run" ] && [ -n "$__wk_missing" ]; then
  (builtin umask 077; builtin printf '%s' "$__wk_cwd" >|"$__wk_run/refused")
  [ -w "$__wk_session/state" ] && builtin printf '__wk_cwd=\\n' >>"$__wk_session/state"
  builtin exit 126
fi
[ -n "$__wk_old" ] && OLDPWD=$__wk_old
if [ -n "$__wk_run" ]; then
  IFS= builtin read -r -d '' __wk_text <"$__wk_run/statement"
  __wk_text=$__wk_trace$__wk_text
  builtin trap -- "$__wk_trap" EXIT
fi
builtin eval "$__wk_set"
IFS=$__wk_ifs
case $- in *e*) ;; *) __wk_status "$__wk_last" ;; esac
`;
