import type {Finding, Invocation, Redirection} from './invocation.js';

const HARMLESS = /^(?:\/dev\/(?:null|stdout|stderr|tty|fd\/\d+)|\d+-?|-)$/;
const WRITES = /^(?:>|>>|>\||&>|&>>|<>|>&)$/;
const EMPTIERS = new Set([':', 'true']);

/** What a command's redirections do to files. */
export function judgeRedirections(invocation: Invocation): readonly Finding[] {
  const empties = emptiesFiles(invocation);
  return invocation.redirections.flatMap(one => {
    const finding = judgeOne(one, empties);
    return finding === undefined ? [] : [finding];
  });
}

function judgeOne({operator, target}: Redirection, empties: boolean): Finding | undefined {
  const to = target.computed ? target.text : target.value;
  const found = {known: true, resource: to} as const;
  if (/^\/dev\/(?:tcp|udp)\//.test(target.value)) {
    return {...found, level: 'changes', reason: `opens a connection to ${to}`};
  }
  if (!WRITES.test(operator) || target.process || (!target.computed && HARMLESS.test(target.value))) return undefined;
  if (target.value.startsWith('/dev/')) return {...found, level: 'destructive', reason: `writes to the device ${to}`};
  if (empties && operator !== '>>') return {...found, level: 'destructive', reason: `empties ${to}`};
  return {...found, level: 'changes', reason: `writes the file ${to}`};
}

/** `> file`, `: > file` and `cat /dev/null > file` leave nothing in it. */
function emptiesFiles({words, feed}: Invocation): boolean {
  const name = words[0]?.value ?? '';
  if (words.length === 0) return feed === undefined;
  return (words.length === 1 && EMPTIERS.has(name)) || (name === 'cat' && words[1]?.value === '/dev/null');
}
