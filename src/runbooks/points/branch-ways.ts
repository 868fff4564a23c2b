import type {Argument, Branch} from '../classify/invocation.js';
import {eachOnce, isUnknown, resolved, type Settings} from './settings.js';

/** The ways that a statement can have taken up to a command, and those before each branch that it stands in. */
export interface Ways {
  readonly now: readonly Settings[];
  readonly open: readonly {readonly branch: Branch; readonly before: readonly Settings[]}[];
}

/** The same where the next command stands: branches that it is not in are left, those that it is in are entered. */
export function atBranch({now, open}: Ways, branches: readonly Branch[], args: readonly Argument[]): Ways {
  const isSame = open.map(({branch}, index) => branch.id === branches[index]?.id);
  const kept = isSame.indexOf(false) < 0 ? open.length : isSame.indexOf(false);
  let left = now;
  for (const {branch, before} of open.slice(kept).reverse())
    left = branch.kind === 'maybe' ? eachOnce([...before, ...left]) : before;
  return branches
    .slice(kept)
    .reduce<Ways>((ways, branch) => entered(ways, branch, args), {now: left, open: open.slice(0, kept)});
}

function entered({now, open}: Ways, branch: Branch, args: readonly Argument[]): Ways {
  const {over} = branch;
  const inside = over === undefined ? now : eachOnce(now.flatMap(way => turns(way, over, args)));
  return {now: inside, open: [...open, {branch, before: now}]};
}

/** A loop over words: its variable is each of them. */
function turns(
  way: Settings,
  {name, words, all}: NonNullable<Branch['over']>,
  args: readonly Argument[],
): readonly Settings[] {
  const values = (all ? args : words).map(word => {
    const value = resolved(word, way);
    // Words that are taken apart, or found as files, are others than that.
    const isOne = !isUnknown(value) && !word.pattern && !(word.computed && /\s/.test(value));
    if (isOne) return value;
    return {unknown: `$${name}`, ...(isUnknown(value) && value.names === true ? {names: true as const} : {})};
  });
  return values.length === 0 ? [way] : values.map(value => new Map([...way, [name, value]]));
}
