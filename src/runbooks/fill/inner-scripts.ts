import type {Command, SyntaxNode} from 'unbash';
import {walkBash} from '../bash/parse-bash.js';

const SHELL = /^(?:.*\/)?(?:ba|da|k|z|a)?sh$/;
const READS_ITS_WORDS = /^(?:eval|trap)$/;
/** They run what follows on this machine, with the same variables. */
const BEFORE_A_SHELL =
  /^(?:sudo|timeout|nohup|nice|ionice|env|time|xargs|watch|setsid|stdbuf|command|exec|flock|parallel|su|runuser)$/;

/** Texts in single quotes that a shell on this machine will read, with the variables of this one. */
export function innerScripts(ast: SyntaxNode): readonly string[] {
  const found: string[] = [];
  walkBash(ast, node => {
    if (node.type === 'Command') found.push(...scriptsOf(node));
  });
  return found;
}

function scriptsOf(command: Command): readonly string[] {
  const name = command.name?.value ?? '';
  const words = command.args.flatMap(word => (word.type === 'Word' ? [word] : []));
  const runsShell = SHELL.test(name) || (BEFORE_A_SHELL.test(name) && words.some(({value}) => SHELL.test(value)));
  if (!(READS_ITS_WORDS.test(name) || runsShell || /^(?:su|runuser|flock|parallel|watch)$/.test(name))) return [];
  return words.filter(({text, value}) => /'/.test(text) && value.includes('$')).map(({value}) => value);
}
