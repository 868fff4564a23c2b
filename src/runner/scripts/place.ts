/**
 * Bash, sourced after the carried state: names and values, each ended by NUL, of where a statement would run. Variables
 * count only where programs would see them. kubectl is asked only where its files do not say the context plainly. What the
 * carried state redefines is told by name, functions with their text where that is not long.
 */
export const PLACE = `__wk_say() { [ -z "$2" ] || builtin printf '%s\\0%s\\0' "$1" "$2"; }
__wk_env() {
  __wk_line=$(builtin declare -p "$1" 2>/dev/null)
  __wk_line=\${__wk_line#declare -}
  case \${__wk_line%% *} in *x*) builtin printf '%s' "\${!1}" ;; esac
}
__wk_field() {
  while IFS= builtin read -r __wk_line || [ -n "$__wk_line" ]; do
    case $__wk_line in "$2"*) ;; *) continue ;; esac
    __wk_line=\${__wk_line#"$2"}
    __wk_line=\${__wk_line%%[[:space:]]#*}
    __wk_line=\${__wk_line//[\\"\\']/}
    __wk_line=\${__wk_line#"\${__wk_line%%[![:space:]]*}"}
    __wk_line=\${__wk_line%"\${__wk_line##*[![:space:]]}"}
    builtin printf '%s' "$__wk_line"
    builtin return
  done <"$1"
}
__wk_context() {
  builtin local file files=$(__wk_env KUBECONFIG) found= there=
  IFS=:
  for file in \${files:-$HOME/.kube/config}; do
    [ -r "$file" ] && [ -s "$file" ] || continue
    there=yes
    found=$(__wk_field "$file" 'current-context:')
    [ -z "$found" ] || break
  done
  IFS=$' \\t\\n'
  if [ -n "$there" ] && [ -z "$found" ] && builtin command -v kubectl >/dev/null; then
    (builtin exec kubectl config current-context) 2>/dev/null &
    there=$!
    { sleep 2; kill "$there"; } >/dev/null 2>&1 &
    builtin wait "$there"
    kill "$!"
  else
    builtin printf '%s' "$found"
  fi
}
__wk_docker() {
  builtin local folder name text key='"currentContext"[[:space:]]*:[[:space:]]*"([^"\\]*)"'
  name=$(__wk_env DOCKER_HOST)
  name=\${name:-$(__wk_env DOCKER_CONTEXT)}
  folder=$(__wk_env DOCKER_CONFIG)
  folder=\${folder:-$HOME/.docker}
  if [ -z "$name" ] && [ -f "$folder/config.json" ] && [ -r "$folder/config.json" ]; then
    text=$(<"$folder/config.json")
    if [[ $text =~ $key ]]; then name=\${BASH_REMATCH[1]}; fi
  fi
  [ "$name" = default ] || builtin printf '%s' "$name"
}
__wk_cloud() {
  builtin local aws azure folder name project
  aws=$(__wk_env AWS_PROFILE)
  aws=\${aws:-$(__wk_env AWS_DEFAULT_PROFILE)}
  [ -z "$aws" ] || builtin printf 'aws %s\\n' "$aws"
  folder=$(__wk_env CLOUDSDK_CONFIG)
  folder=\${folder:-$HOME/.config/gcloud}
  name=$(__wk_env CLOUDSDK_ACTIVE_CONFIG_NAME)
  [ -n "$name" ] || { [ -r "$folder/active_config" ] && builtin read -r name <"$folder/active_config"; }
  [ -n "$name" ] || builtin return
  project=$(__wk_env CLOUDSDK_CORE_PROJECT)
  [ -n "$project" ] || { [ -r "$folder/configurations/config_$name" ] && project=$(__wk_field "$folder/configurations/config_$name" 'project ='); }
  builtin printf 'gcloud %s%s\\n' "$name" "\${project:+ ($project)}"
}
__wk_names() {
  builtin local line
  [ -r "$__wk_session/state" ] || builtin return
  while IFS= builtin read -r line || [ -n "$line" ]; do
    case $line in
      "__wk_ifs=$' \\\\t\\\\n'") ;;
      __wk_ifs=*) builtin printf 'variable IFS\\n' ;;
      'alias '*=*) line=\${line#alias }; line=\${line#-- }; builtin printf 'alias %s\\n' "\${line%%=*}" ;;
      'declare -'*) line=\${line#declare -* }; builtin printf 'variable %s\\n' "\${line%%=*}" ;;
      'builtin unset -v '*) builtin printf 'variable %s\\n' "\${line#builtin unset -v }" ;;
      [![:space:]]*' () ') builtin printf 'function %s\\n' "\${line% () }" ;;
    esac
  done <"$__wk_session/state"
}
__wk_definitions() {
  builtin local line all=
  while IFS= builtin read -r line; do
    case $line in 'function '*) all+=$(builtin declare -f -- "\${line#function }" 2>/dev/null)$'\\n' ;; esac
    [ "\${#all}" -le 100000 ] || builtin return
  done <<<"$1"
  builtin printf '%s' "$all"
}
builtin set +Ceufvx
builtin set +o posix
IFS=$' \\t\\n'
{
  builtin printf 'wk-place\\0'
  __wk_say host "$(command -p uname -n)"
  __wk_say user "$(command -p id -un)"
  __wk_say cwd "$PWD"
  __wk_say missing "$__wk_missing"
  __wk_say kube "$(__wk_context)"
  __wk_say docker "$(__wk_docker)"
  __wk_say cloud "$(__wk_cloud)"
  __wk_found=$(__wk_names)
  __wk_say names "$__wk_found"
  __wk_say definitions "$(__wk_definitions "$__wk_found")"
  for __wk_name in $__wk_names; do
    builtin printf 'variable %s\\0%s\\0' "$__wk_name" "\${!__wk_name}"
    __wk_line=$(builtin declare -p "$__wk_name")
    __wk_line=\${__wk_line#declare -}
    __wk_all="\${__wk_name}[@]"
    case \${__wk_line%% *} in *a*) builtin printf 'list %s\\0%s\\0' "$__wk_name" "$(builtin printf '%q ' "\${!__wk_all}")" ;; esac
  done
} 2>/dev/null
`;
