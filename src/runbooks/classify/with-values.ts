import type {SyntaxNode} from 'unbash';
import {isSecretName} from '../../lib/secret-name.js';
import {parseBash} from '../bash/parse-bash.js';
import {variablesSetIn} from '../fill/free-variables.js';
import {isComputed, type Path} from '../fill/surroundings.js';
import {visitPaths} from '../fill/visit-paths.js';

type Values = Readonly<Record<string, string>>;

/** Longer ones are texts of their own, and no words of a command. */
const LONGEST = 2000;

/**
 * The text as bash will come to read it where these variables have these values: each `$NAME` is the words that it
 * stands for. Left alone are variables that the text sets, secrets, and places where bash computes.
 */
export function withValues(text: string, values: Values): string {
  const set = variablesSetIn(text);
  const usable = new Map(Object.entries(values).filter(([name, value]) => !set.has(name) && isUsable(name, value)));
  if (usable.size === 0 || set.has('IFS')) return text;
  const spots: Spot[] = [];
  visitPaths(parseBash(text).ast, path => {
    const spot = spotAt(path, usable);
    if (spot !== undefined && text.slice(spot.from, spot.to) === spot.written) spots.push(spot);
  });
  return spots
    .sort((a, b) => b.from - a.from)
    .reduce((whole, {from, to, words}) => whole.slice(0, from) + words + whole.slice(to), text);
}

interface Spot {
  readonly from: number;
  readonly to: number;
  readonly written: string;
  readonly words: string;
}

function isUsable(name: string, value: string): boolean {
  return value !== '' && value.length <= LONGEST && !isSecretName(name);
}

function spotAt(path: Path, values: ReadonlyMap<string, string>): Spot | undefined {
  const node = path.at(-1);
  const name = node === undefined ? undefined : expanded(node);
  const value = values.get(name ?? '');
  if (node === undefined || !('text' in node) || value === undefined || isComputed(path) || isInBackticks(path))
    return undefined;
  return {from: node.pos, to: node.end, written: node.text, words: written(value, path)};
}

/** `$NAME` and `${NAME}` and nothing else. */
function expanded(node: SyntaxNode): string | undefined {
  if (node.type === 'SimpleExpansion') return node.text.slice(1);
  return node.type === 'ParameterExpansion' && node.text === `\${${node.parameter}}` ? node.parameter : undefined;
}

/** There offsets are those of another text. */
function isInBackticks(path: Path): boolean {
  return path.some(node => node.type === 'CommandExpansion' && node.text.startsWith('`'));
}

function written(value: string, path: Path): string {
  const since = path.slice(
    path.findLastIndex(({type}) => /^(?:Command|Process)(?:Expansion|Substitution)$/.test(type)) + 1,
  );
  if (since.some(({type}) => type === 'DoubleQuoted' || type === 'HereDocBody' || type === 'LocaleString'))
    return value.replace(/[\\"$`]/g, '\\$&');
  const takenApart = since.at(-2)?.type === 'Word' && /^(?:Command|For|Select)$/.test(since.at(-3)?.type ?? '');
  return takenApart ? (value.match(/\S+/g) ?? []).map(oneWord).join(' ') : oneWord(value);
}

/** Wildcards stay wildcards. */
function oneWord(word: string): string {
  return /^[\w./:@%+,=*?[\]-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
