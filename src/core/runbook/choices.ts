import type {Choice, RunbookDocument, StepChoices} from './document.js';
import {cameToItsEnd, lastRun} from './progress.js';
import type {StepProgress, Walk} from './walk.js';
import {stepCount, touchedLast, type WalkItem, walkItems} from './walk-items.js';

/** One of the ways of a choice, with what belongs to it. */
export interface Option {
  readonly label: string;
  /** Of steps, and of sections to read. */
  readonly ids: readonly string[];
  /** Its first one. */
  readonly first: WalkItem;
}

export type Options = readonly Option[];

type Choices = ReadonlyMap<string, Options>;

const known = new WeakMap<readonly WalkItem[], Choices>();

/** The choices of a document by their groups, each with its options in the order of the source. Every frame asks for them. */
export function choicesOf(items: readonly WalkItem[]): Choices {
  const made = known.get(items) ?? findChoices(items);
  known.set(items, made);
  return made;
}

function findChoices(items: readonly WalkItem[]): Choices {
  const groups = new Map<string, Map<string, {label: string; ids: string[]; first: WalkItem}>>();
  for (const item of items) {
    for (const {group, label} of choicesAround(item)) {
      const options = groups.get(group) ?? new Map();
      groups.set(group, options);
      const option = options.get(label) ?? {label, ids: [], first: item};
      options.set(label, option);
      if (option.ids.at(-1) !== unitOf(item)) option.ids.push(unitOf(item));
    }
  }
  return new Map([...groups].map(([group, options]) => [group, [...options.values()]]));
}

/** The options that an item is in, the innermost first. */
export function choicesAround({section, step}: WalkItem): readonly Choice[] {
  const around: Choice[] = [];
  let choice = step === undefined ? section.choice : step.choice;
  while (choice !== undefined) {
    around.push(choice);
    choice = choice.within;
  }
  return around;
}

/** What the walk of a document begins with: how many steps there are, and which of them are options. */
export function countedSteps(document: RunbookDocument): {readonly total: number; readonly choices?: StepChoices} {
  const items = walkItems(document);
  const steps = new Set(items.flatMap(({step}) => step?.id ?? []));
  const choices = [...choicesOf(items).values()].map(options =>
    options.map(({ids}) => ids.filter(id => steps.has(id))).filter(({length}) => length > 0),
  );
  const real = choices.filter(({length}) => length > 1);
  return {total: stepCount(items), ...(real.length === 0 ? {} : {choices: real})};
}

/** How many steps a walk has to go: those of an option that was left out for another one are none. */
export function stepsToGo({total, choices = [], steps}: Pick<Walk, 'total' | 'choices' | 'steps'>): number {
  return total - leftOut(choices, steps).size;
}

/**
 * The steps that stand open because another option of their choice was taken. They can be taken all the same: the option
 * that `here` is in is not left out.
 */
export function leftOut(
  choices: StepChoices,
  steps: ReadonlyMap<string, StepProgress>,
  here?: string,
): ReadonlySet<string> {
  const left = choices.flatMap(options => {
    const taken = options.filter(ids => isTaken(ids, steps));
    const others = taken.length === 0 ? [] : options.filter(ids => !taken.includes(ids));
    return others.filter(ids => here === undefined || !ids.includes(here)).flat();
  });
  return new Set(left.filter(id => !steps.has(id)));
}

/** Where a walk goes on behind an item: past the options that were left out, to the one behind the last in the end. */
export function goesOnBehind(items: readonly WalkItem[], at: number, {steps}: Pick<Walk, 'steps'>): number {
  const here = items[at];
  if (here === undefined) return at + 1;
  const choices = [...choicesOf(items).values()].map(options => options.map(({ids}) => ids));
  const left = leftOut(choices, steps, unitOf(here));
  const settled = besides(choices, steps, unitOf(here));
  const next = items.findIndex((item, index) => index > at && !left.has(unitOf(item)) && !settled.has(unitOf(item)));
  return next < 0 ? items.length : next;
}

/** Whatever became of them, the other options are no way on from one that was taken. */
function besides(choices: StepChoices, steps: ReadonlyMap<string, StepProgress>, here: string): ReadonlySet<string> {
  const settled = choices.filter(options => options.some(ids => ids.includes(here) && isTaken(ids, steps)));
  return new Set(settled.flatMap(options => options.filter(ids => !ids.includes(here)).flat()));
}

/** Where a walk goes on that asks about one item after the other: behind what has been done last. */
export function goesOnAt(items: readonly WalkItem[], walk: Walk): number {
  const touched = touchedLast(items, walk);
  const item = items[touched];
  if (item?.step === undefined) return 0;
  const progress = walk.steps.get(item.step.id);
  const run = item.statement === undefined ? undefined : lastRun(progress, item.statement.id);
  const isDone = progress?.outcome !== undefined || (run !== undefined && cameToItsEnd(run));
  return isDone ? goesOnBehind(items, touched, walk) : touched;
}

/** What an item is a part of: its step, else itself. */
export function unitOf({id, step}: WalkItem): string {
  return step?.id ?? id;
}

/** Something in it was done, or ran to its end. Where the rest was skipped, to have read something does not count. */
function isTaken(ids: readonly string[], steps: ReadonlyMap<string, StepProgress>): boolean {
  const touched = ids.flatMap(id => steps.get(id) ?? []);
  const isSkipped = touched.some(({outcome}) => outcome === 'skipped');
  return touched.some(
    ({outcome, runs}) =>
      outcome === 'done' || runs.some(run => cameToItsEnd(run) && (!isSkipped || run.level !== 'reads')),
  );
}
