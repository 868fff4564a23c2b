import type {Finding, Invocation, Redirection} from './invocation.js';

const HARMLESS = /^(?:\/dev\/(?:null|stdout|stderr|tty|fd\/\d+)|\d+-?|-)$/;
const WRITES = /^(?:>|>>|>\||&>|&>>|<>|>&)$/;

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

/**
 * Writing a file changes it, whatever was in it before; what only takes away what is in it destroys that: `> file`,
 * `: > file`, `cat /dev/null > file`, `echo > file`.
 */
function emptiesFiles(invocation: Invocation): boolean {
  const {words, feed} = invocation;
  const [name = '', ...args] = words.map(({value}) => value);
  if (words.length === 0) return feed === undefined;
  if (words.some(({computed}) => computed)) return false;
  switch (name) {
    case ':':
    case 'true':
    case 'false':
      return true;
    case 'cat':
      return args.length === 0 ? isFedNothing(invocation) : args.every(arg => arg === NOTHING);
    case 'echo':
      return args.every(arg => /^(?:-[neE]+|)$/.test(arg));
    case 'printf':
      return args[0] === '';
    default:
      return false;
  }
}

/** `cp /dev/null file` and `tee file < /dev/null` leave nothing in it either; undefined for any other copy. */
export function judgeCopy(name: string, invocation: Invocation): Finding | undefined {
  const words = invocation.words.slice(1).filter(({value}) => !value.startsWith('-'));
  const empties = name === 'tee' ? isFedNothing(invocation) : words[0]?.value === NOTHING;
  const appends = name === 'tee' && invocation.words.some(({value}) => /^-[a-z]*a|^--append$/.test(value));
  const target = words.at(-1);
  if (!empties || appends || target === undefined) return undefined;
  const to = target.computed ? target.text : target.value;
  return {level: 'destructive', reason: `empties ${to}`, known: true, resource: to};
}

const NOTHING = '/dev/null';

function isFedNothing({redirections}: Invocation): boolean {
  return redirections.some(({operator, target}) => operator === '<' && target.value === NOTHING);
}
