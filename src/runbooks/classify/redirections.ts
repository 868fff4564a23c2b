import type {Finding, Invocation} from './invocation.js';

const HARMLESS = /^(?:\/dev\/(?:null|stdout|stderr|tty|fd\/\d+)|&?\d+-?|-)$/;
const WRITES = /^(?:>|>>|>\||&>|&>>|<>|>&)$/;
const EMPTIERS = new Set([':', 'true', '']);

/** What a command's redirections do to files. */
export function judgeRedirections({words, redirections, feed}: Invocation): readonly Finding[] {
  const name = words[0]?.value ?? '';
  const fromNull = name === 'cat' && words[1]?.value === '/dev/null';
  const empties = (words.length === 0 && feed === undefined) || (words.length === 1 && EMPTIERS.has(name)) || fromNull;
  return redirections.flatMap(({operator, target}): readonly Finding[] => {
    const to = target.computed ? target.text : target.value;
    if (/^\/dev\/(?:tcp|udp)\//.test(target.value)) {
      return [{level: 'changes', reason: `opens a connection to ${to}`, known: true}];
    }
    if (!WRITES.test(operator) || target.process || (!target.computed && HARMLESS.test(target.value))) return [];
    if (/^\/dev\//.test(target.value)) {
      return [{level: 'destructive', reason: `writes to the device ${to}`, known: true, resource: to}];
    }
    if (empties && operator !== '>>') {
      return [{level: 'destructive', reason: `empties ${to}`, known: true, resource: to}];
    }
    return [{level: 'changes', reason: `writes the file ${to}`, known: true, resource: to}];
  });
}
