import type {CommandExpansionPart, Pipeline, SyntaxNode, Word} from 'unbash';
import {forEachChild} from 'unbash';
import {holdsExpansion} from './arguments.js';

/** They pass on of what they get as much as they are told, and nothing else. */
const PASSES = /^(?:head|tail|sort|tac|uniq)$/;
/** They print a number whatever their words are. */
const COUNTS = /^(?:nproc|seq|pgrep|pidof|bc|getconf|sum|cksum)$/;
const NUMBER_FORMAT = /^\+(?:%-?[sNYmdHMSjuwUVWyGgCkIl]|\d)+$/;
/** Files of the kernel, which nobody else writes text into. */
const KERNEL_FILE = /^\/(?:sys|proc\/sys)\//;

type Substitution = Pick<CommandExpansionPart, 'script'>;

/** Whether a `$(...)` comes to nothing but a number, or numbers, whatever is in the files that it reads. */
export function tellsNumber({script}: Substitution): boolean {
  const only = script?.commands.length === 1 ? script.commands[0]?.command : undefined;
  return only !== undefined && isNumber(only);
}

function isNumber(node: SyntaxNode): boolean {
  if (node.type === 'Pipeline') return lastTells(node);
  if (node.type === 'Redirected') return isNumber(node.command);
  if (node.type !== 'Command') return false;
  const words = node.args.flatMap(word => (word.type === 'Word' ? [word] : []));
  return tells(node.name?.value ?? '', words);
}

function lastTells({commands}: Pipeline): boolean {
  const last = commands.findLast(node => !(node.type === 'Command' && PASSES.test(node.name?.value ?? '')));
  return last !== undefined && isNumber(last);
}

function tells(name: string, words: readonly Word[]): boolean {
  const values = words.map(({value}) => value);
  const operands = words.filter(({value}) => !value.startsWith('-'));
  const has = (pattern: RegExp) => values.some(value => pattern.test(value));
  if (COUNTS.test(name)) return !has(/^-[a-zA-Z]*[la]|^--list/);
  switch (name) {
    case 'wc':
      // It prints the name of a file, too.
      return operands.every(word => !holdsExpansion(word));
    case 'grep':
    case 'egrep':
    case 'zgrep':
      return has(/^-[a-zA-Z]*c|^--count$/)
        ? operands.length <= 2
        : has(/^-[a-zA-Z]*o/) && has(/^(?:\[0-9\]|\\d|[+*])+$/);
    case 'date':
      return has(NUMBER_FORMAT);
    case 'stat':
      return has(/^(?:-c|--format=|--printf=)?(?:%[sXYZWbBhiu])$/) && !has(/%[nNG U]/);
    case 'id':
      return has(/^-[ugr]+$/) && !has(/n/);
    case 'jq':
      return has(/(?:^|\|\s*)length\s*$/);
    case 'tr':
      return has(/^-[a-zA-Z]*d/) && has(/^-[a-zA-Z]*[cC]|^--complement$/) && has(/^(?:0-9|\[:digit:\]|\\n)+$/);
    case 'awk':
      return has(/^\s*END\s*\{\s*print\s+(?:NR|\w+\s*\+\s*0)\s*;?\s*\}\s*$/);
    case 'cat':
      return (
        operands.length === 1 && operands.every(word => KERNEL_FILE.test(word.value) && !word.value.includes('..'))
      );
    default:
      return false;
  }
}

/** Whether a part of the text holds a substitution that may come to anything. */
export function holdsText(node: SyntaxNode): boolean {
  if (node.type === 'CommandExpansion' || node.type === 'ArithmeticCommandExpansion') return !tellsNumber(node);
  // What is computed is a number.
  if (node.type === 'ArithmeticExpansion') return false;
  let found = false;
  forEachChild(node, child => {
    found ||= holdsText(child);
  });
  return found;
}
