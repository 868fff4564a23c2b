import type {Flag} from '../command.js';
import type {Completable} from './model.js';

/** A script for a folder in zsh's `fpath`, named `_wk`. */
export function zshScript(model: readonly Completable[]): string {
  return `#compdef wk watchkeeper
# zsh completion for wk
${model.map(functionOf).join('\n')}
if [ "$funcstack[1]" = "_wk" ]; then
  _wk "$@"
else
  compdef _wk wk watchkeeper
fi
`;
}

function functionOf(line: Completable): string {
  const flags = line.flags.flatMap(flagLines);
  if (line.commands.length === 0) {
    const rest = line.words.length > 0 ? `'1:word:(${line.words.join(' ')})'` : `'*:word: '`;
    return `${functionName(line.path)}() {
  _arguments -s -S \\
${[...flags, rest].map(text => `    ${text}`).join(' \\\n')}
}`;
  }
  const names = line.commands.map(({name, summary}) => `    ${quoted(`${name}:${summary.replaceAll(':', '\\:')}`)}`);
  const cases = line.commands.map(({name}) => `        ${name}) ${functionName([...line.path, name])} ;;`);
  return `${functionName(line.path)}() {
  local line state
  local -a commands
  commands=(
${names.join('\n')}
  )
  _arguments -C -s -S \\
${[...flags, `'1: :->command'`, `'*:: :->rest'`].map(text => `    ${text}`).join(' \\\n')}
  case "$state" in
    command) _describe 'command' commands ;;
    rest)
      case "$line[1]" in
${cases.join('\n')}
      esac
      ;;
  esac
}`;
}

function functionName(path: readonly string[]): string {
  return `_${path.join('_')}`;
}

/** `'(-o --output)'{-o,--output}'[how data is printed]:FORMAT:(table json)'` */
function flagLines(flag: Flag): readonly string[] {
  const {name, short, value, choices, help, repeat} = flag;
  const text = help.replaceAll('[', '\\[').replaceAll(']', '\\]').replaceAll(':', '\\:');
  const action = choices === undefined ? fileAction(flag) : `(${choices.join(' ')})`;
  const tail = value === undefined ? `[${text}]` : `[${text}]:${value}:${action}`;
  const many = repeat === true ? '*' : '';
  const long = quoted(`${many}--${name}${tail}`);
  return short === undefined ? [long] : [long, quoted(`${many}-${short}${tail}`)];
}

function fileAction({value}: Flag): string {
  if (value === 'FILE') {
    return '_files';
  }
  return value === 'DIR' ? '_directories' : ' ';
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
