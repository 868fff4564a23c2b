import type {Heard, HeardLine, HeardQuestion} from './heard.js';
import {gist, timeless} from './spoken.js';

/** What is new to somebody who has heard `before`. */
export interface News {
  /** Said at once: what a key did, what is asked, what went wrong. */
  readonly now: readonly string[];
  /** What changed by itself, and may wait a moment to be told together. */
  readonly ambient: readonly string[];
}

/** So many lines of what changed by itself are told; of the others only how many. */
const MOST_AMBIENT = 8;
/** The board is never opened late: what comes on it is news, one by one. */
const PLACE_OF_BOARD = 'board ';

/** `asked` where a key was pressed since: then a row that is come to is news, and no other row is. */
export function newsOf(before: Heard | undefined, after: Heard, asked: boolean): News {
  if (before === undefined || before.place !== after.place || wasEmpty(before, after))
    return {now: wholeOf(after, before), ambient: []};
  const selected = comeTo(before.lines, after.lines);
  // Keys go to the question, and what the view shows meanwhile waits for its end.
  const isMove = asked && after.question === undefined && selected !== undefined;
  const byItself = selected === undefined || isMove ? [] : [`Now on ${selected}`];
  const rows = isMove ? [] : newLines(before.lines, after.lines);
  const others = rows.filter(text => text !== selected);
  return {
    now: [
      ...newTexts(before.loud, after.loud),
      ...saidNow(before, after),
      ...questionNow(before.question, after.question),
      ...(isMove ? [selected] : []),
    ],
    ambient: atMost([...newTexts(before.top, after.top, timeless), ...others, ...byItself]),
  };
}

/** What a view shows has come only now: that is like opening it. */
function wasEmpty(before: Heard, after: Heard): boolean {
  return before.place !== PLACE_OF_BOARD && before.lines.length <= 1 && after.lines.length > 1;
}

/** All there is: what the view shows, after what the top says where that was not heard before. */
export function wholeOf(heard: Heard, before?: Heard): readonly string[] {
  const {top, loud, lines, question} = heard;
  return [
    ...(before === undefined ? [top.join(', '), ...loud] : newTexts(before.loud, loud)),
    ...lines.map(({text, selected}) => (selected ? `Selected: ${text}` : text)),
    ...(before === undefined ? saidOf(heard) : saidNow(before, heard)),
    ...questionNow(undefined, question),
  ];
}

function saidOf({said}: Heard): readonly string[] {
  return said === undefined ? [] : [said.text];
}

function saidNow(before: Heard, after: Heard): readonly string[] {
  const isSame = before.said?.by === after.said?.by && gist(before.said?.text ?? '') === gist(after.said?.text ?? '');
  return isSame ? [] : saidOf(after);
}

/** A question as a whole when it comes up; then only what changes in it, beside what is typed. */
function questionNow(before: HeardQuestion | undefined, after: HeardQuestion | undefined): readonly string[] {
  if (after === undefined) return [];
  const isNew = before === undefined || before.kind !== after.kind || before.title !== after.title;
  if (isNew) return [after.title, ...asLines(after), after.keys].filter(text => text !== '');
  if (before.typed !== after.typed) return [];
  const selected = comeTo(before.lines, after.lines);
  return selected === undefined ? newLines(before.lines, after.lines) : [selected];
}

/** What a prompt offers is for eyes; the text being typed is told by what types it. */
function asLines({kind, lines, typed}: HeardQuestion): readonly string[] {
  if (kind === 'command' || kind === 'filter') return [];
  return lines.map(({text}) => text).filter(text => typed === undefined || typed === '' || !text.endsWith(typed));
}

/** The line that the cursor has come to. */
function comeTo(before: readonly HeardLine[], after: readonly HeardLine[]): string | undefined {
  const last = before.find(({selected}) => selected);
  const now = after.find(({selected}) => selected);
  return now === undefined || (last !== undefined && gist(last.text) === gist(now.text)) ? undefined : now.text;
}

function newLines(before: readonly HeardLine[], after: readonly HeardLine[]): readonly string[] {
  return newTexts(
    before.map(({text}) => text),
    after.map(({text}) => text),
  );
}

function newTexts(before: readonly string[], after: readonly string[], same = gist): readonly string[] {
  const known = new Set(before.map(same));
  return after.filter(text => !known.has(same(text)));
}

function atMost(lines: readonly string[]): readonly string[] {
  if (lines.length <= MOST_AMBIENT) return lines;
  return [...lines.slice(0, MOST_AMBIENT), `And ${lines.length - MOST_AMBIENT} more lines: ctrl-l tells all.`];
}
