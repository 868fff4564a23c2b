import {commonLines} from '../common-lines.js';
import {type Fact, isFact} from '../shift/fact.js';
import {inTime} from '../shift/in-time.js';

/** The handoff in the operator's words, and what was drawn from the facts when these were written. */
export interface HandoffEdit {
  readonly edit: string;
  readonly by: string;
  readonly base: string;
  readonly text: string;
}

/** The last edit of the handoff of a watch, unless it was taken back. */
export function editIn(facts: readonly Fact[], shift: string | undefined): HandoffEdit | undefined {
  const edits = facts.filter(fact => isFact(fact, 'handoff.edited') && fact.shift === shift);
  const last = inTime(edits).at(-1);
  if (last === undefined || !isFact(last, 'handoff.edited')) return undefined;
  const {edit, by, base, text} = last;
  return base === undefined || text === undefined ? undefined : {edit, by, base, text};
}

export interface MergedEdit {
  readonly text: string;
  /** In how many places the facts have moved on in what the operator had rewritten: both are in the text. */
  readonly moved: number;
}

/**
 * The operator's words, and what the facts have brought since, line by line: of what the operator left as it was, today's
 * word; of what both changed, the operator's, and below it what is new.
 */
export function mergeEdit({base, text}: Pick<HandoffEdit, 'base' | 'text'>, now: string): MergedEdit {
  const [old, mine, theirs] = [base.split('\n'), text.split('\n'), now.split('\n')];
  const keys = {old: old.map(keyOf), theirs: theirs.map(keyOf)};
  const [inMine, inTheirs] = [commonLines(old, mine), commonLines(keys.old, keys.theirs)];
  const out: string[] = [];
  let moved = 0;
  let from = {old: 0, mine: 0, theirs: 0};
  for (let at = 0; at <= old.length; at++) {
    const isEnd = at === old.length;
    const to = isEnd ? {mine: mine.length, theirs: theirs.length} : {mine: inMine.get(at), theirs: inTheirs.get(at)};
    if (to.mine === undefined || to.theirs === undefined) continue;
    const merged = mergePart({
      old: old.slice(from.old, at),
      mine: mine.slice(from.mine, to.mine),
      theirs: theirs.slice(from.theirs, to.theirs),
    });
    out.push(...merged.lines);
    if (merged.moved) moved += 1;
    if (!isEnd) out.push(theirs[to.theirs] ?? '');
    from = {old: at + 1, mine: to.mine + 1, theirs: to.theirs + 1};
  }
  return {text: out.join('\n'), moved};
}

interface Part {
  readonly old: readonly string[];
  readonly mine: readonly string[];
  readonly theirs: readonly string[];
}

function mergePart({old, mine, theirs}: Part): {readonly lines: readonly string[]; readonly moved: boolean} {
  const [before, after] = [old.map(keyOf), theirs.map(keyOf)];
  if (isSame(mine, old)) return {lines: theirs, moved: false};
  if (isSame(before, after)) return {lines: mine, moved: false};
  // What nobody rewrote and the facts have taken away is no more.
  const kept = mine.filter(line => !old.includes(line) || after.includes(keyOf(line)));
  const said = new Set(mine.map(keyOf));
  const fresh = theirs.filter(line => !before.includes(keyOf(line)) && !said.has(keyOf(line)));
  return {lines: [...kept, ...fresh], moved: fresh.length > 0 && old.length > 0};
}

const AGE = /\((?:<?\d+[a-z]+)+\)/g;
const COUNT = /^(#+ .*) \(\d+\)$/;
const LOOKED = /^(# Handoff: .* to |- \*\*Looked at\*\*: ).*$/;

/** A line without what changes by time alone: an age that grew is no news. */
function keyOf(line: string): string {
  return line.replace(AGE, '()').replace(COUNT, '$1').replace(LOOKED, '$1');
}

function isSame(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((line, index) => line === b[index]);
}
