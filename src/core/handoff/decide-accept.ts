import type {Silence} from '../alert/silence.js';
import type {Command} from '../shift/command.js';
import {type Asking, type Decision, type NewFact, refuse} from '../shift/decision.js';
import {type Fact, isFact} from '../shift/fact.js';
import {changeAskedOf} from '../shift/orders.js';
import type {WatchState} from '../watch-state.js';
import type {AcceptedItem} from './accepted-item.js';
import {answerText, itemKey, leftTo, watchKey} from './fold-accepted.js';
import {knownLive} from './known-live.js';

type AcceptHandoff = Extract<Command, {type: 'accept-handoff'}>;

/**
 * Takes over a watch, item by item: acks, silences and incidents that are taken belong to whoever takes them from then
 * on, and those that are delegated to whoever they are left to. What is refused stays where it is, with its question.
 */
export function decideAccept(command: AcceptHandoff, state: WatchState, asking: Asking): Decision {
  const {from, shift} = command;
  const items = command.items.map(named);
  if (from === asking.by)
    return refuse('refused', 'That is your own watch.', 'Whoever comes next takes it over; name another with --shift.');
  if (isAnswered({...command, items}, state, asking.by)) return [];
  const open = items.find(({answer, to, question}) => !isWhole(answer, to, question));
  if (open !== undefined) {
    return refuse(
      'invalid',
      `${open.title} is ${open.answer}, and ${open.answer === 'refused' ? 'no question' : 'nobody'} is named.`,
      open.answer === 'refused' ? 'Say what has to be answered first.' : 'Say to whom.',
    );
  }
  return [
    {type: 'handoff.accepted', from, ...(shift === undefined ? {} : {shift}), items},
    ...items.flatMap(item => consequences(item, state, asking)),
  ];
}

/** Whoever it is left to is known by the name alone. */
function named(item: AcceptedItem): AcceptedItem {
  return item.to === undefined ? item : {...item, to: item.to.trim()};
}

/** Taking the same over twice changes nothing, unless somebody left it to whoever takes it in between. */
function isAnswered({from, shift, items}: AcceptHandoff, state: WatchState, by: string): boolean {
  const {accepted} = state.shift;
  const watch = {by, from, shift};
  const left = leftTo(by, state.shift);
  return (
    accepted.has(watchKey(watch)) &&
    items.every(item => accepted.get(itemKey(watch, item)) === answerText(item) && !left.has(`${item.kind} ${item.id}`))
  );
}

function isWhole(answer: AcceptedItem['answer'], to: string | undefined, question: string | undefined): boolean {
  if (answer === 'refused') return (question ?? '').trim() !== '';
  return answer === 'taken' || (to ?? '') !== '';
}

/** What is taken is whoever's who takes it, and what is delegated whoever's it is left to. */
function consequences({kind, id, answer, to}: AcceptedItem, state: WatchState, asking: Asking): readonly NewFact[] {
  if (answer === 'refused') return [];
  const person = answer === 'taken' ? asking.by : (to ?? '');
  if (kind === 'incident') return newCommander(id, person, state);
  if (kind === 'silence') return newAuthor(id, person, {state, asking});
  return kind === 'ack' ? newOwner(id, person, {state, asking}) : [];
}

interface Taking {
  readonly state: WatchState;
  readonly asking: Asking;
}

/** The cockpit that records it keeps the ack from now on, whoever's it is: that of whoever had it may be gone. */
function newOwner(id: string, person: string, {state: {shift}, asking: {by}}: Taking): readonly NewFact[] {
  const ack = shift.acks.get(id);
  if (ack === undefined || ack.status === 'ended' || ack.by === person) return [];
  return [{type: 'ack.taken', ack: id, from: ack.by, ...(person === by ? {} : {to: person})}];
}

function newCommander(id: string, person: string, {shift}: WatchState): readonly NewFact[] {
  const incident = shift.incidents.get(id);
  const commander = incident?.roles.find(({role}) => role === 'commander')?.person;
  if (incident === undefined || incident.status === 'closed' || commander === person) return [];
  const from = commander === undefined ? {} : {from: commander};
  return [{type: 'incident.role-assigned', incident: id, role: 'commander', person, ...from}];
}

/** The silence as it is, under the name of whoever it is left to. */
function newAuthor(id: string, person: string, {state, asking}: Taking): readonly NewFact[] {
  if (state.settings.readOnly) return [];
  // Of a source that is away, the log knows it.
  const silence = knownLive(state, state.log, asking.at).state.live.silences.get(id);
  if (silence === undefined || silence.state === 'expired' || silence.createdBy === person) return [];
  const asked = changeAskedOf(silence, state.shift);
  if (asked?.op === 'expire') return [];
  const {source, matchers, startsAt, comment, createdBy: from} = silence;
  const endsAt = asked?.endsAt ?? silence.endsAt;
  const shown = state.live.silences.get(id)?.createdBy ?? from;
  return [
    {
      type: 'silence.requested',
      token: asking.newId('wk-'),
      source,
      silence: silence.id,
      op: 'update',
      matchers: [...matchers],
      startsAt,
      endsAt,
      createdBy: person,
      comment,
      from,
      under: [...new Set([...handsOf(silence, state.log), shown, from])],
    },
  ];
}

/** Whose it was before, one after the other: what they asked for may not have reached its source. */
function handsOf({source, id}: Silence, log: readonly Fact[]): readonly string[] {
  return log.flatMap(fact => {
    const isOfIt = isFact(fact, 'silence.requested') && fact.source === source && fact.silence === id;
    return isOfIt && fact.from !== undefined ? [fact.from] : [];
  });
}
