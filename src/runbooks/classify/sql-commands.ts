import {type Argument, commandName, type Invocation, literal} from './invocation.js';

const CLIENTS = /^(?:psql|ysqlsh|gitlab-psql|cockroach|mysql|mariadb|sqlite3|sqlplus)$/;
/** `\! rm x`, `\g |rm x`, `.shell rm x`, `copy t to program 'rm x'`, `system rm x`. */
const LINES: readonly RegExp[] = [
  /\\!\s*([^\n]+)/g,
  /\\(?:g|o|out|w|write|gx)\s*\|\s*([^\n]+)/g,
  /^\s*\.(?:shell|system)\s+([^\n]+)/gm,
  /^\s*\.(?:output|once|import|read)\s+"?\|\s*([^\n"]+)/gm,
  /\bprogram\s+'((?:''|[^'])+)'/gi,
  /^\s*system\s+([^\n;]+)/gim,
  /^\s*(?:host|!)\s+([^\n;]+)/gim,
];

/** Command lines that a client of a database will hand to a shell. */
export function sqlCommands({words, feed}: Invocation): readonly Argument[] {
  if (!CLIENTS.test(commandName(words[0]))) return [];
  const texts = [...words.slice(1).map(({value}) => value), feed?.text ?? ''];
  return texts.flatMap(text =>
    LINES.flatMap(line => [...text.matchAll(line)].map(([, command = '']) => literal(command.trim()))),
  );
}
