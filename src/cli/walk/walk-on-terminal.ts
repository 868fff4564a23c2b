import {counted} from '../../core/counted.js';
import {askAgain} from '../../core/runbook/asked-again.js';
import type {RunAsked} from '../../core/runbook/asked-run.js';
import {passedText} from '../../core/runbook/choice-text.js';
import {goesOnAt, goesOnBehind} from '../../core/runbook/choices.js';
import type {Demand} from '../../core/runbook/demand.js';
import type {Step} from '../../core/runbook/document.js';
import type {StepRun, Walk} from '../../core/runbook/walk.js';
import {stepCount, type WalkItem} from '../../core/runbook/walk-items.js';
import {escalationText} from '../../core/shift/escalation-text.js';
import {cells} from '../../lib/cells.js';
import {OperatorError} from '../../lib/operator-error.js';
import type {Result} from '../command.js';
import {say} from '../output.js';
import {refused} from '../with-hands.js';
import {askWhere} from './ask-where.js';
import {editStatement} from './edit-statement.js';
import {execute, watch} from './execute.js';
import {opened} from './run-step.js';
import {tellItem} from './tell-item.js';
import {askedLines, endText} from './told.js';
import {honouredIn, leftoverOf, openWalk, type Prepared, prepare, type WalkThrough} from './walk-through.js';

interface Said {
  readonly step: string;
  readonly title: string;
  readonly statement?: string;
  readonly outcome: 'ran' | 'done' | 'skipped';
  readonly run?: StepRun;
}

/** A longer name is not repeated in the question, cells. */
const LONGEST_WORD = 24;

/** An item with something to do. */
type StepItem = WalkItem & {readonly step: Step};

/** What becomes of the walk after an item: on to the next one, past the whole step, the same again, to another, or out. */
type Next = 'next' | 'past-step' | 'again' | 'leave' | {readonly to: number};

/** Walks from where the walk stands to its end, asking at each statement. */
export async function walkOnTerminal(through: WalkThrough): Promise<Result> {
  const {hands, document} = through;
  const walk = await opened(through);
  const said: Said[] = [];
  if (!(await settleLeftover(through))) return ended(through, said, 'Left: what runs goes on.');
  let from: number | undefined = begin(through, hands.state().shift.walks.get(walk));
  let answer: string | undefined = 'o';
  while (answer === 'o') {
    if (from !== undefined && (await walkFrom(through, from, said)) === 'leave')
      return ended(through, said, 'Left: it goes on from here when it is walked again.');
    answer = await hands.ask('That was the last one. c closes the walk, o goes to a step, enter leaves it open > ');
    from = answer === 'o' ? await askWhere(through) : undefined;
  }
  if (answer !== 'c') return ended(through, said, 'The walk stays open.');
  const outcome = await hands.dispatch({type: 'close-runbook', walk});
  if (!outcome.ok) throw refused(outcome.refusal);
  return ended(through, said, `Closed: ${document.title}.`);
}

/** Asks about one item after the other, past the options that were left out for others. */
async function walkFrom(through: WalkThrough, from: number, said: Said[]): Promise<'end' | 'leave'> {
  const {items} = through;
  let at = from;
  let before: WalkItem | undefined;
  for (let item = items[at]; item !== undefined; item = items[at]) {
    tellItem(through, item, before);
    before = item;
    const next = isStep(item) ? await atItem(through, item, said) : 'next';
    if (next === 'leave') return 'leave';
    at = typeof next === 'object' ? next.to : goOn(through, next === 'past-step' ? lastOf(items, item) : at);
  }
  return 'end';
}

/** The item behind one; that options are gone past is told. */
function goOn({items, work, ...through}: WalkThrough, at: number): number {
  const walk = openWalk({items, work, ...through});
  const to = walk === undefined ? at + 1 : goesOnBehind(items, at, walk);
  const passed = passedText(items, at, to);
  if (passed !== undefined) say(`Gone on behind the choice, past ${passed}. o goes to one of them.`, work.context);
  return to;
}

/** Offers what still runs in the walk; false where the operator leaves it and the walk. */
async function settleLeftover(through: WalkThrough): Promise<boolean> {
  const {hands} = through;
  for (let left = leftoverOf(through); left !== undefined; left = leftoverOf(through)) {
    say(`Still running: ${left.text}`, through.work.context);
    const answer = await hands.ask('enter shows it · x stops it · q leave > ');
    if (answer === undefined || answer === 'q') return false;
    if (answer === 'x') await hands.dispatch({type: 'stop-run', run: left.run});
    if (await watch(through, left.run)) return false;
  }
  return true;
}

/** Where the walk goes on, told together with when its runbook wants somebody called. */
function begin({hands, items, document, work}: WalkThrough, state: Walk | undefined): number {
  const at = state === undefined ? 0 : goesOnAt(items, state);
  say(
    `${document.title}: ${counted(stepCount(items), 'step')}, from ${items[at]?.step?.title ?? 'its beginning'}.`,
    work.context,
  );
  const timer = state === undefined ? undefined : escalationText(state, hands.state().shift, hands.now());
  if (timer !== undefined) say(timer.text, work.context);
  return at;
}

/** The last item of the same step. */
function lastOf(items: readonly WalkItem[], {step}: WalkItem): number {
  return items.findLastIndex(one => one.step !== undefined && one.step.id === step?.id);
}

function isStep(item: WalkItem): item is StepItem {
  return item.step !== undefined;
}

function ended({document, work, path}: WalkThrough, steps: readonly Said[], sentence: string): Result {
  const json = {file: path, document: document.id, title: document.title, steps};
  const isJson = work.args.globals.output === 'json';
  return {...(isJson ? {data: {json: () => json, text: () => []}} : {}), said: [sentence]};
}

/** Asks about an item until it is clear what becomes of it; a refusal is told, and asked about again. */
async function atItem(through: WalkThrough, item: StepItem, said: Said[]): Promise<Next> {
  const typed = new Map<string, string>();
  let next: Next = 'again';
  while (next === 'again') {
    const trying = item.statement === undefined ? tick(through, item, said) : run(through, item, {typed, said});
    next = await trying.catch((error: unknown) => afterRefusal(through, error));
  }
  return next;
}

async function afterRefusal({hands, work}: WalkThrough, error: unknown): Promise<Next> {
  if (!(error instanceof OperatorError)) throw error;
  say(`${error.message} ${error.hint ?? ''}`.trim(), work.context);
  return (await hands.ask('enter asks again · q leave > ')) === '' ? 'again' : 'leave';
}

async function tick(through: WalkThrough, item: StepItem, said: Said[]): Promise<Next> {
  const answer = await through.hands.ask('enter ticks it off · s skip · o other step · q leave > ');
  if (answer === undefined || answer === 'q') return 'leave';
  if (answer === 'o') return elsewhere(through);
  if (answer === 's') return skip(through, item, said);
  if (answer !== '') return 'again';
  const {id: step, title} = item.step;
  const outcome = await through.hands.dispatch({type: 'finish-step', walk: walkOf(through), step, title});
  if (!outcome.ok) throw refused(outcome.refusal);
  said.push({step, title, outcome: 'done'});
  return 'next';
}

async function run(
  through: WalkThrough,
  item: StepItem,
  {typed, said}: {readonly typed: Map<string, string>; readonly said: Said[]},
): Promise<Next> {
  const prepared = await prepare(through, item, typed);
  return askPrepared(through, item, {prepared, typed, said});
}

interface Asking {
  readonly prepared: Prepared;
  readonly typed: Map<string, string>;
  readonly said: Said[];
}

async function askPrepared(through: WalkThrough, item: StepItem, asking: Asking): Promise<Next> {
  const {hands} = through;
  const {prepared, typed, said} = asking;
  tellPrepared(through, item, prepared);
  const answer = await hands.ask(`${promptOf(prepared)} · s skip · e edit · o other · q leave > `);
  if (answer === undefined || answer === 'q') return 'leave';
  if (answer === 'o') return elsewhere(through);
  if (answer === 's') return skip(through, item, said);
  if (answer === 'e' && item.statement !== undefined) {
    await editStatement(through, item.statement);
    return 'again';
  }
  if (prepared.state === 'ready') return confirmed(through, item, {...asking, asked: prepared.asked, answer});
  if (answer !== '') return 'again';
  return prepared.state === 'refused' ? 'next' : askValues(through, prepared, typed);
}

async function confirmed(
  through: WalkThrough,
  item: StepItem,
  asking: Asking & {readonly asked: RunAsked; readonly answer: string},
): Promise<Next> {
  const {context} = through.work;
  const {asked, answer, said} = asking;
  const {demand} = asked;
  if (answer !== keyOf(demand) && !(demand.how === 'enter' && answer === 'y')) {
    say('That was not what runs it: nothing was run.', context);
    return 'again';
  }
  const again = await askAgain(through.hands.desk, asked);
  if (again !== undefined) {
    say('Nothing was run: look again where it would.', context);
    return askPrepared(through, item, {...asking, prepared: {state: 'ready', asked: again}});
  }
  const {run: ran, left} = await execute(through, asked, demand.how === 'type' ? answer : undefined);
  const {id: step, title} = item.step;
  said.push({step, title, statement: ran.statement, outcome: 'ran', run: ran});
  say(left ? 'It goes on without being watched.' : endText(ran), context);
  return left ? 'leave' : 'next';
}

function tellPrepared(through: WalkThrough, {statement}: WalkItem, prepared: Prepared): void {
  const {work, edits} = through;
  const asks = statement === undefined ? [] : honouredIn(through, statement).said;
  for (const said of asks) say(`    ${said}`, work.context);
  if (prepared.state === 'ready') {
    const {demand} = prepared.asked;
    for (const line of askedLines(prepared.asked)) say(line, work.context);
    if (demand.how === 'type') say(`    To run it, type ${demand.word}, because ${demand.because}.`, work.context);
    return;
  }
  const text = statement === undefined ? '' : (edits.get(statement.id) ?? statement.text);
  say(`  $ ${text}`, work.context);
  const why =
    prepared.state === 'refused'
      ? `Not run: ${prepared.why}`
      : `${prepared.missing.map(({placeholder}) => placeholder.raw).join(', ')} needs a value.`;
  say(`    ${why}`, work.context);
}

function promptOf(prepared: Prepared): string {
  if (prepared.state === 'refused') return 'enter goes on';
  if (prepared.state === 'missing') return 'enter fills it in';
  const {demand} = prepared.asked;
  // Why is said above: with what is typed, the question has to fit on one line.
  if (demand.how === 'type') return cells(demand.word) > LONGEST_WORD ? 'that name runs it' : `type ${demand.word}`;
  return demand.how === 'y' ? 'y runs it' : 'enter runs it';
}

/** What has to be typed, to the letter. */
function keyOf(demand: Demand): string {
  if (demand.how === 'type') return demand.word;
  return demand.how === 'y' ? 'y' : '';
}

async function askValues(
  {hands}: WalkThrough,
  {missing}: Extract<Prepared, {state: 'missing'}>,
  typed: Map<string, string>,
): Promise<Next> {
  for (const {placeholder} of missing) {
    const value = await hands.ask(`${placeholder.raw} = `, {hidden: placeholder.secret});
    if (value === undefined || value === '') return 'again';
    typed.set(placeholder.raw, value);
  }
  return 'again';
}

async function elsewhere(through: WalkThrough): Promise<Next> {
  const to = await askWhere(through);
  return to === undefined ? 'again' : {to};
}

async function skip(through: WalkThrough, {step}: StepItem, said: Said[]): Promise<Next> {
  const reason = await through.hands.ask('why (enter for no reason) > ');
  if (reason === undefined) return 'again';
  const {id, title} = step;
  const outcome = await through.hands.dispatch({
    type: 'skip-step',
    walk: walkOf(through),
    step: id,
    title,
    ...(reason === '' ? {} : {reason}),
  });
  if (!outcome.ok) throw refused(outcome.refusal);
  said.push({step: id, title, outcome: 'skipped'});
  return 'past-step';
}

function walkOf(through: WalkThrough): string {
  return openWalk(through)?.walk ?? '';
}
