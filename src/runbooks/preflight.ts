import {dirname, isAbsolute, resolve} from 'node:path';
import {BUILT_IN} from './bash/built-in.js';
import {parseBash, walkBash} from './bash/parse-bash.js';
import {maskHoles} from './statements/mask-holes.js';

/** What the machine has that statements would run on. */
export interface Machine {
  hasCommand(word: string): boolean;
  /** Absolute path. */
  hasFile(path: string): boolean;
}

/** What a statement needs and the machine lacks. */
export interface Preflight {
  readonly commands: readonly string[];
  /** As written. */
  readonly files: readonly string[];
}

const PREFIX = /^(?:sudo|nohup|time)$/;
const FILE = /(?:^|[=\s])(?:@|file:\/\/)([\w./-]+\.\w+)/g;

/** Looks before the leap: commands that are not there, and files that a statement reads relative to its runbook. */
export function preflight(text: string, runbook: string, machine: Machine): Preflight {
  const masked = maskHoles(text);
  const own = functionsIn(masked);
  const words = [...new Set(commandWords(masked))].filter(word => !BUILT_IN.has(word) && !own.has(word));
  const inFolder = (path: string) => (isAbsolute(path) ? path : resolve(dirname(runbook), path));
  const isMissing = (word: string) =>
    word.includes('/') ? !machine.hasFile(inFolder(word)) : !machine.hasCommand(word);
  const files = [...masked.matchAll(FILE)].map(([, path = '']) => path).concat(quotedFiles(masked));
  return {
    commands: words.filter(isMissing),
    files: [...new Set(files)].filter(path => !machine.hasFile(inFolder(path))),
  };
}

/** First words that are plain text; `sudo systemctl` has two. */
function commandWords(text: string): readonly string[] {
  const words: string[] = [];
  walkBash(parseBash(text).ast, node => {
    if (node.type !== 'Command' || node.name === undefined) return;
    const [first = '', ...rest] = [node.name.value, ...node.args.map(arg => (arg.type === 'Word' ? arg.value : ''))];
    words.push(first);
    const second = PREFIX.test(first) ? rest.find(word => !word.startsWith('-')) : undefined;
    if (second !== undefined) words.push(second);
  });
  return words.filter(word => /^[\w./+-]+$/.test(word) && !/^P+$/.test(word));
}

function functionsIn(text: string): ReadonlySet<string> {
  const names = new Set<string>();
  walkBash(parseBash(text).ast, node => {
    if (node.type === 'Function') names.add(node.name.value);
  });
  return names;
}

/** `-w "@format.txt"` */
function quotedFiles(text: string): readonly string[] {
  return [...text.matchAll(/["']@([\w./-]+\.\w+)["']/g)].map(([, path = '']) => path);
}
