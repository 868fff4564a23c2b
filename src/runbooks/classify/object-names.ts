import type {Command, CommandExpansionPart} from 'unbash';
import {holdsExpansion} from './arguments.js';

/** `$(kubectl get pod -l app=web -o name | head -1)`: names of objects, which Kubernetes lets begin with no dash. */
export function tellsNames({script}: CommandExpansionPart): boolean {
  const [statement, ...others] = script?.commands ?? [];
  const node = statement?.command;
  if (node === undefined || others.length > 0) return false;
  const commands = node.type === 'Pipeline' ? node.commands : [node];
  const [first, ...rest] = commands;
  if (first?.type !== 'Command' || first.prefix.length > 0 || !isGet(first)) return false;
  const isTable = outputOf(first) === undefined;
  return rest.every(one => one.type === 'Command' && keepsNames(one, isTable)) && (!isTable || rest.some(takesColumn));
}

function isGet(command: Command): boolean {
  if (!/^(?:kubectl|oc)$/.test(command.name?.value ?? '') || !wordsOf(command).includes('get')) return false;
  const output = outputOf(command);
  return output === undefined || NAMES.test(output);
}

/** Names, and fields that hold the name of an object, with no text of the template's own. */
const NAMES =
  /^(?:name|custom-columns=\w*:\.metadata\.(?:name|namespace)|jsonpath=\{[^{}]*(?:\.metadata\.(?:name|namespace)|\.\w+Name)\})$/;

function outputOf(command: Command): string | undefined {
  const words = wordsOf(command);
  for (const [at, word] of words.entries()) {
    if (word === '-o' || word === '--output') return words[at + 1] ?? '';
    const [, glued] = /^(?:-o=?|--output=)(.+)$/.exec(word) ?? [];
    if (glued !== undefined) return glued;
  }
  return undefined;
}

function keepsNames(command: Command, isTable: boolean): boolean {
  const name = command.name?.value ?? '';
  const words = wordsOf(command);
  if (command.args.some(holdsExpansion) || command.redirects.length > 0) return false;
  if (name === 'awk')
    return isTable && words.length === 1 && /^\{ *print \$[12]; *\}$|^\{ *print \$[12] *\}$/.test(words[0] ?? '');
  if (name === 'cut') return words.join(' ').replaceAll("'", '') === '-d/ -f2' || words.join(' ') === '-d / -f 2';
  return /^(?:head|tail|sort|uniq|grep)$/.test(name);
}

function takesColumn(node: {readonly type: string; readonly name?: Command['name']}): boolean {
  return node.type === 'Command' && node.name?.value === 'awk';
}

function wordsOf({args}: Command): readonly string[] {
  return args.map(word => (word.type === 'Word' ? word.value : word.text));
}
