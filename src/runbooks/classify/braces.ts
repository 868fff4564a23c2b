import type {Word, WordPart} from 'unbash';

/** More words than that are not told apart. */
const MOST = 200;

/** What a word with braces comes to, as written: `-{a,b}` is `-a` and `-b`. Undefined where that does not show. */
export function expandBraces({text, parts = []}: Word): readonly string[] | undefined {
  if (!parts.some(({type}) => type === 'BraceExpansion')) return [text];
  let words: readonly string[] = [''];
  let at = 0;
  for (const part of parts) {
    const written = sourceOf(part);
    const choices = part.type === 'BraceExpansion' ? choicesIn(written) : [written];
    if (choices === undefined || words.length * choices.length > MOST) return undefined;
    words = words.flatMap(word => choices.map(choice => word + choice));
    at += written.length;
  }
  return at === text.length ? words : undefined;
}

function sourceOf(part: WordPart): string {
  return 'text' in part ? part.text : '';
}

/** `{a,b}` and `{1..3}`. */
function choicesIn(braces: string): readonly string[] | undefined {
  const choices = atCommas(braces.slice(1, -1));
  return choices.length > 1 ? choices : rangeIn(braces.slice(1, -1));
}

const QUOTED = /'[^']*'|"(?:\\[\s\S]|[^"\\])*"|\\[\s\S]/y;

function atCommas(inner: string): readonly string[] {
  const choices: string[] = [];
  let depth = 0;
  let from = 0;
  for (let at = 0; at < inner.length; at++) {
    QUOTED.lastIndex = at;
    const quoted = QUOTED.exec(inner);
    const char = inner[at] ?? '';
    if (quoted !== null) at += quoted[0].length - 1;
    else if (/[{(]/.test(char)) depth += 1;
    else if (/[)}]/.test(char)) depth -= 1;
    else if (char === ',' && depth === 0) {
      choices.push(inner.slice(from, at));
      from = at + 1;
    }
  }
  return [...choices, inner.slice(from)];
}

function rangeIn(inner: string): readonly string[] | undefined {
  const [, from = '', to = ''] = /^(-?\d+|[A-Za-z])\.\.(-?\d+|[A-Za-z])(?:\.\.-?\d+)?$/.exec(inner) ?? [];
  // Whatever lies between looks as its two ends do.
  return from === '' ? undefined : [from, to];
}
