import {resolve} from 'node:path';
import {handedOver} from '../../core/handoff/accept.js';
import type {AcceptedItem, AskedItem} from '../../core/handoff/accepted-item.js';
import {answersText} from '../../core/handoff/answers-text.js';
import {decideBundle} from '../../core/shift/decide-received.js';
import type {Fact} from '../../core/shift/fact.js';
import {factId} from '../../core/shift/fact-id.js';
import {fold} from '../../core/shift/fold.js';
import {isReadable} from '../../core/shift/readable.js';
import {OperatorError} from '../../lib/operator-error.js';
import type {Args} from '../args.js';
import type {CommandSpec, Result} from '../command.js';
import type {CommandContext} from '../context.js';
import {EXIT} from '../exit-codes.js';
import {dispatched} from '../incident-work.js';
import {type Work, withHands} from '../with-hands.js';

/** So many facts go through the door at a time; a request has a largest size. */
const AT_A_TIME = 200;
/** How long the Alertmanager is waited for, so that silences of acks say whose they are, ms. */
const SETTLE = 10_000;

export const accept: CommandSpec = {
  arguments: [
    {
      name: 'file',
      help: 'what `wk handoff --bundle` wrote, where the other watch was in another account',
      optional: true,
    },
  ],
  flags: [
    {name: 'shift', value: 'ID', help: 'the watch that is taken over (the last one)'},
    {name: 'take', value: 'ITEM', repeat: true, help: 'that one, also where you refused it before'},
    {name: 'refuse', value: 'ITEM=QUESTION', repeat: true, help: 'not that one, before the question is answered'},
    {name: 'delegate', value: 'ITEM=NAME', repeat: true, help: 'that one goes to somebody else'},
  ],
  details:
    'Takes over a watch, item by item: incidents, acks, what nobody has acked, silences, half-walked runbooks. Acks, silences and incidents that are taken are yours from then on, and those that are delegated of whoever they go to. With --yes, or without a terminal, everything is taken that is not refused or delegated; what you refused before stays so until you name it with --take, or say so when asked. --dry-run shows what --yes would do.',
  examples: [
    'wk accept',
    'wk accept handoff.wk --yes',
    'wk accept --refuse "INC-1129-7kqx=who talks to the customer?" --yes',
  ],
  async run(args, context) {
    const file = args.words[0];
    const bundle = file === undefined ? undefined : await context.readBundle(resolve(context.cwd, file));
    return withHands({args, context, need: 'live'}, async work => {
      if (bundle !== undefined && !args.globals.dryRun) await take(bundle.facts, work);
      return acceptThem(work, bundle);
    });
  },
};

type Bundle = Awaited<ReturnType<CommandContext['readBundle']>>;

/** What is known already changes nothing, so a second time takes nothing. */
async function take(facts: readonly Fact[], work: Work): Promise<void> {
  for (let index = 0; index < facts.length; index += AT_A_TIME) {
    await dispatched({type: 'take-bundle', facts: facts.slice(index, index + AT_A_TIME)}, work);
  }
}

async function acceptThem(work: Work, bundle: Bundle | undefined): Promise<Result> {
  const {args, config, context, hands} = work;
  const {state, also} = await taken(bundle, work);
  const shift = args.text('shift') ?? bundle?.head.shift;
  const {
    handoff,
    damage,
    shift: id,
  } = await context.writeHandoff(config, state, {
    now: context.now(),
    incoming: config.operator,
    also,
    ...(shift === undefined ? {} : {shift}),
  });
  const from = bundle?.head.operator ?? handoff.operator;
  if (from === config.operator) throw ownWatch(args.text('shift'), damage);
  const items = handedOver(handoff, state, config.operator);
  const {answers, left} = await answered(items, work);
  const stay = left.map(({title, refused}) => `Refused before, and left so: ${title} (${refused}).`);
  const hint = left.length === 0 ? [] : ['Take it with --take ITEM, once that is answered.'];
  // Among what is asked about is what was listed, and no more.
  const short = handoff.short.map(
    ({source, why}) =>
      `${source} ${why}: its list may still be short, and something that fires there may not be asked about.`,
  );
  const more = [...short, ...stay, ...hint, ...(damage === undefined ? [] : [`wk: ${damage}`])];
  if (args.globals.dryRun) return wouldTake(answers, more);
  if (answers.length === 0 && handoff.takenOver.some(one => one.isOfThis && one.by === config.operator))
    return {
      data: {json: () => ({from, items: []}), text: () => []},
      said: [`You have taken the watch of ${from} over before.`, ...more],
    };
  const facts = await dispatched(
    {type: 'accept-handoff', from, items: answers, ...(id === undefined ? {} : {shift: id})},
    work,
  );
  await hands.settle(facts, SETTLE);
  return {
    data: {json: () => ({from, items: answers}), text: () => answers.map(lineOf)},
    said: [`You have the watch of ${from}${answersText(answers)}.`, ...more, ...stillRuns(id, work)],
  };
}

/** Of a watch of this journal: two are on until whoever took it over begins their own. */
function stillRuns(shift: string | undefined, {hands}: Work): readonly string[] {
  const running = hands.state().shift.shift;
  if (running === undefined || running.id !== shift) return [];
  return [`The watch of ${running.operator} still runs: \`wk shift start\` begins yours, and ends it.`];
}

/** The state with what a file brings; where nothing is to be recorded, as it would be. */
async function taken(bundle: Bundle | undefined, {args, config, context, hands}: Work) {
  const state = hands.state();
  if (bundle === undefined || !args.globals.dryRun) return {state, also: []};
  const held = new Set((await context.readLog(config)).facts.map(factId));
  const facts = bundle.facts.filter(fact => !held.has(factId(fact)));
  const brought = decideBundle({type: 'take-bundle', facts}, state.shift);
  const also = brought.flatMap(one => ('theirs' in one ? [one.theirs] : []));
  return {state: {...state, shift: fold(state.shift, also.filter(isReadable))}, also};
}

/** Where not all can be read, as of a log in a newer layout, there may be one all the same. */
function ownWatch(shift: string | undefined, damage: string | undefined): OperatorError {
  if (shift === undefined && damage !== undefined)
    return new OperatorError('Nothing is taken over: no watch of anybody else is in what can be read of the log.', {
      hint: damage,
      exitCode: EXIT.failed,
    });
  return shift === undefined
    ? new OperatorError('There is no watch of anybody else in this log.', {
        hint: 'Of another account it comes in the file of `wk handoff --bundle`; `wk shift start` begins your own.',
        exitCode: EXIT.notFound,
      })
    : new OperatorError(`${shift} is your own watch.`, {
        hint: 'Whoever comes next takes it over.',
        exitCode: EXIT.refused,
      });
}

function wouldTake(answers: readonly AcceptedItem[], more: readonly string[]): Result {
  return {
    data: {
      json: () => answers,
      text: () => answers.map(one => `${one.kind}  ${one.id}  ${lineOf(one)}`),
    },
    said: [`Would take the watch over${answersText(answers)}.`, ...more],
  };
}

function lineOf({answer, title, to, question}: AcceptedItem): string {
  return `${answer}${to === undefined ? '' : ` to ${to}`}: ${title}${question === undefined ? '' : ` (${question})`}`;
}

interface Answers {
  readonly answers: readonly AcceptedItem[];
  /** Refused before, and nothing was said of them now. */
  readonly left: readonly AskedItem[];
}

async function answered(items: readonly AskedItem[], {args, context}: Work): Promise<Answers> {
  const said = saidOf(args, items);
  const asks = context.stdin.isTTY && !args.globals.yes && !args.globals.dryRun;
  const answers: AcceptedItem[] = [];
  const left: AskedItem[] = [];
  for (const asked of items) {
    const {refused, ...item} = asked;
    const answer = said(item.id);
    if (answer !== undefined) answers.push({...item, ...answer});
    else if (asks) answers.push(...(await ask(asked, context)));
    else if (refused === undefined) answers.push({...item, answer: 'taken'});
    else left.push(asked);
  }
  return {answers, left};
}

/** What the command line says of an item. */
function saidOf(
  args: Args,
  items: readonly AskedItem[],
): (id: string) => Pick<AcceptedItem, 'answer' | 'question' | 'to'> | undefined {
  const [refused, delegated] = [named(args.list('refuse'), items), named(args.list('delegate'), items)];
  const wanted = new Set(args.list('take').map(word => itemOf(word, word, items).id));
  return id => {
    const [question, to] = [refused.get(id), delegated.get(id)];
    if (question !== undefined) return {answer: 'refused', question};
    if (to !== undefined) return {answer: 'delegated', to};
    return wanted.has(id) ? {answer: 'taken'} : undefined;
  };
}

/** On the terminal; what was refused before and is not taken now stays as it was. */
async function ask({refused, ...item}: AskedItem, {confirm}: CommandContext): Promise<readonly AcceptedItem[]> {
  const before = refused === undefined ? '' : ` You refused it before: ${refused}`;
  if (await confirm(`Do you take ${item.title}?${before}`)) return [{...item, answer: 'taken'}];
  return refused === undefined ? [{...item, answer: 'refused', question: 'not taken when asked'}] : [];
}

/** `ITEM=TEXT` by the item's id, of which the end is enough where it is the only one. */
function named(words: readonly string[], items: readonly AskedItem[]): ReadonlyMap<string, string> {
  return new Map(
    words.map(word => {
      const at = word.indexOf('=');
      return [itemOf(word, word.slice(0, Math.max(0, at)), items).id, word.slice(at + 1)];
    }),
  );
}

function itemOf(word: string, name: string, items: readonly AskedItem[]): AskedItem {
  const found = items.filter(({id}) => id === name || (name !== '' && id.endsWith(name)));
  const [item] = found;
  if (item !== undefined && found.length === 1) return item;
  throw new OperatorError(`${word} names no item of the handoff.`, {
    hint: 'See them with `wk accept --dry-run`; --take wants ITEM, --refuse and --delegate ITEM=TEXT.',
    exitCode: EXIT.usage,
  });
}
