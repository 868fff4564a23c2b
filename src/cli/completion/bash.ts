import type {Flag} from '../command.js';
import type {Completable} from './model.js';

/** A script that bash reads from its completions folder. Needs no bash-completion package. */
export function bashScript(model: readonly Completable[]): string {
  const valued = [...new Set(model.flatMap(({flags}) => flags.filter(hasValue).flatMap(spellings)))];
  const choices = [
    ...new Map(
      model.flatMap(({flags}) => flags.filter(({choices: c}) => c !== undefined)).map(flag => [flag.name, flag]),
    ).values(),
  ];
  const paths = model.map(({path}) => path.slice(1).join(' ')).filter(path => path !== '');
  return `# bash completion for wk
_wk() {
  local word previous path candidate index
  COMPREPLY=()
  word="\${COMP_WORDS[COMP_CWORD]}"
  previous="\${COMP_WORDS[COMP_CWORD-1]}"
  case "$previous" in
${choices.map(flag => `    ${spellings(flag).join('|')}) mapfile -t COMPREPLY < <(compgen -W '${(flag.choices ?? []).join(' ')}' -- "$word"); return ;;`).join('\n')}
    --config|--state) mapfile -t COMPREPLY < <(compgen -f -- "$word"); return ;;
    ${valued.join('|')}) return ;;
  esac
  path=''
  for ((index = 1; index < COMP_CWORD; index++)); do
    case "\${COMP_WORDS[index]}" in
      ${valued.join('|')}) ((index++)); continue ;;
      -*) continue ;;
    esac
    candidate="\${path:+$path }\${COMP_WORDS[index]}"
    case "$candidate" in
      ${paths.map(path => `'${path}'`).join('|')}) path="$candidate" ;;
      *) break ;;
    esac
  done
  case "$path" in
${model.map(caseOf).join('\n')}
  esac
}
complete -F _wk wk watchkeeper
`;
}

function caseOf({path, commands, flags, words}: Completable): string {
  const names = [...commands.map(({name}) => name), ...words].join(' ');
  return `    '${path.slice(1).join(' ')}')
      if [[ "$word" == -* ]]; then
        mapfile -t COMPREPLY < <(compgen -W '${flags.flatMap(spellings).join(' ')}' -- "$word")
      else
        mapfile -t COMPREPLY < <(compgen -W '${names}' -- "$word")
      fi
      ;;`;
}

function hasValue({value}: Flag): boolean {
  return value !== undefined;
}

function spellings({name, short}: Flag): readonly string[] {
  return short === undefined ? [`--${name}`] : [`--${name}`, `-${short}`];
}
