import {resolve} from 'node:path';
import {handedOver} from '../../core/handoff/accept.js';
import type {AcceptedItem, HandedOver} from '../../core/handoff/accepted-item.js';
import {answersText} from '../../core/handoff/answers-text.js';
import {draftOf} from '../../core/handoff/draft.js';
import {shiftsIn} from '../../core/handoff/shifts.js';
import type {Fact} from '../../core/shift/fact.js';
import {fold, initialShift} from '../../core/shift/fold.js';
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
    {name: 'refuse', value: 'ITEM=QUESTION', repeat: true, help: 'not that one, before the question is answered'},
    {name: 'delegate', value: 'ITEM=NAME', repeat: true, help: 'that one goes to somebody else'},
  ],
  details:
    'Takes over a watch, item by item: incidents, acks, what nobody has acked, silences, half-walked runbooks. Acks, silences and incidents that are taken are yours from then on, and those that are delegated of whoever they go to. With --yes, or without a terminal, everything is taken that is not refused or delegated. --dry-run shows the items.',
  examples: [
    'wk accept',
    'wk accept handoff.wk --yes',
    'wk accept --refuse "INC-1129-7kqx=who talks to the customer?" --yes',
  ],
  async run(args, context) {
    const file = args.words[0];
    const bundle = file === undefined ? undefined : await context.readBundle(resolve(context.cwd, file));
    return withHands({args, context, need: 'live'}, async work => {
      if (bundle !== undefined && args.globals.dryRun) return listed(itemsIn(bundle, work), []);
      if (bundle !== undefined) await take(bundle.facts, work);
      return acceptThem(args, work, bundle?.head);
    });
  },
};

/** What a file brings, without taking any of it. */
function itemsIn({head, facts}: Bundle, {hands, config, context}: Work): readonly HandedOver[] {
  const state = {...hands.state(), shift: fold(initialShift('reader'), facts)};
  const shift = shiftsIn(facts).find(({id}) => id === head.shift);
  const {handoff} = draftOf(state, facts.filter(isReadable), {now: context.now(), shift});
  return handedOver(handoff, state, config.operator);
}

type Bundle = Awaited<ReturnType<CommandContext['readBundle']>>;

/** What is known already changes nothing, so a second time takes nothing. */
async function take(facts: readonly Fact[], work: Work): Promise<void> {
  for (let index = 0; index < facts.length; index += AT_A_TIME) {
    await dispatched({type: 'take-bundle', facts: facts.slice(index, index + AT_A_TIME)}, work);
  }
}

async function acceptThem(
  args: Args,
  work: Work,
  bundle: {readonly operator: string; readonly shift?: string | undefined} | undefined,
): Promise<Result> {
  const {config, context, hands} = work;
  const state = hands.state();
  const shift = args.text('shift') ?? bundle?.shift;
  const {
    handoff,
    damage,
    shift: id,
  } = await context.writeHandoff(config, state, {
    now: context.now(),
    incoming: config.operator,
    ...(shift === undefined ? {} : {shift}),
  });
  const from = bundle?.operator ?? handoff.operator;
  if (from === config.operator) throw ownWatch(args.text('shift'));
  const items = handedOver(handoff, state, config.operator);
  const unread = damage === undefined ? [] : [`wk: ${damage}`];
  if (args.globals.dryRun) return listed(items, unread);
  if (items.length === 0 && handoff.takenOver.some(one => one.isOfThis && one.by === config.operator))
    return {
      data: {json: () => ({from, items: []}), text: () => []},
      said: [`You have taken the watch of ${from} over before.`],
    };
  const answers = await answered(items, args, context);
  const facts = await dispatched(
    {type: 'accept-handoff', from, items: answers, ...(id === undefined ? {} : {shift: id})},
    work,
  );
  await hands.settle(facts, SETTLE);
  return {
    data: {json: () => ({from, items: answers}), text: () => answers.map(lineOf)},
    said: [`You have the watch of ${from}${answersText(answers)}.`, ...unread],
  };
}

function ownWatch(shift: string | undefined): OperatorError {
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

function listed(items: readonly HandedOver[], unread: readonly string[]): Result {
  return {
    data: {json: () => items, text: () => items.map(({kind, id, title}) => `${kind}  ${id}  ${title}`)},
    said: [`Would ask about ${items.length} items.`, ...unread],
  };
}

function lineOf({answer, title, to, question}: AcceptedItem): string {
  return `${answer}${to === undefined ? '' : ` to ${to}`}: ${title}${question === undefined ? '' : ` (${question})`}`;
}

async function answered(
  items: readonly HandedOver[],
  args: Args,
  context: CommandContext,
): Promise<readonly AcceptedItem[]> {
  const [refused, delegated] = [named(args.list('refuse'), items), named(args.list('delegate'), items)];
  const answers: AcceptedItem[] = [];
  for (const item of items) {
    const [question, to] = [refused.get(item.id), delegated.get(item.id)];
    if (question !== undefined) answers.push({...item, answer: 'refused', question});
    else if (to !== undefined) answers.push({...item, answer: 'delegated', to});
    else answers.push(await asked(item, args, context));
  }
  return answers;
}

async function asked(item: HandedOver, args: Args, context: CommandContext): Promise<AcceptedItem> {
  if (args.globals.yes || !context.stdin.isTTY) return {...item, answer: 'taken'};
  return (await context.confirm(`Do you take ${item.title}?`))
    ? {...item, answer: 'taken'}
    : {...item, answer: 'refused', question: 'not taken when asked'};
}

/** `ITEM=TEXT` by the item's id, of which the end is enough where it is the only one. */
function named(words: readonly string[], items: readonly HandedOver[]): ReadonlyMap<string, string> {
  return new Map(
    words.map(word => {
      const at = word.indexOf('=');
      const [name, text] = [word.slice(0, at), word.slice(at + 1)];
      const found = items.filter(({id}) => id === name || (name !== '' && id.endsWith(name)));
      const [item] = found;
      if (at < 0 || item === undefined || found.length > 1) {
        throw new OperatorError(`${word} names no item of the handoff.`, {
          hint: 'See them with `wk accept --dry-run`, and write ITEM=TEXT.',
          exitCode: EXIT.usage,
        });
      }
      return [item.id, text];
    }),
  );
}
