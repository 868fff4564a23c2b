import {silenceKey} from '../alert/silence.js';
import type {Command} from '../shift/command.js';
import {type Asking, type Decision, type NewFact, refuse} from '../shift/decision.js';
import {type FactOf, isFact} from '../shift/fact.js';
import type {WatchState} from '../watch-state.js';
import type {AcceptedItem} from './accepted-item.js';

type AcceptHandoff = Extract<Command, {type: 'accept-handoff'}>;

/**
 * Takes over a watch, item by item: acks that are taken, and incidents that are, belong to whoever takes them from then
 * on. What is refused stays where it is, with its question.
 */
export function decideAccept(command: AcceptHandoff, state: WatchState, asking: Asking): Decision {
  const {from, shift, items} = command;
  if (from === asking.by)
    return refuse('refused', 'That is your own watch.', 'Whoever comes next takes it over; name another with --shift.');
  if (isAnswered(command, state, asking.by)) return [];
  const open = items.find(({answer, to, question}) => !isWhole(answer, to, question));
  if (open !== undefined) {
    return refuse(
      'invalid',
      `${open.title} is ${open.answer}, and ${open.answer === 'refused' ? 'no question' : 'nobody'} is named.`,
      open.answer === 'refused' ? 'Say what has to be answered first.' : 'Say to whom.',
    );
  }
  return [
    {type: 'handoff.accepted', from, ...(shift === undefined ? {} : {shift}), items: [...items]},
    ...items.flatMap(item => consequences(item, state, asking)),
  ];
}

/** Taking the same over twice changes nothing. */
function isAnswered(
  {from, shift, items}: Pick<AcceptHandoff, 'from' | 'shift' | 'items'>,
  {log}: WatchState,
  by: string,
): boolean {
  const before = log.flatMap(fact =>
    isFact(fact, 'handoff.accepted') && fact.by === by && fact.from === from && fact.shift === shift ? [fact] : [],
  );
  const answers = new Set(before.flatMap(fact => fact.items).map(answerText));
  return before.length > 0 && items.every(item => answers.has(answerText(item)));
}

function answerText({
  kind,
  id,
  answer,
  to = '',
  question = '',
}: AcceptedItem | FactOf<'handoff.accepted'>['items'][number]) {
  return JSON.stringify([kind, id, answer, to, question]);
}

function isWhole(answer: AcceptedItem['answer'], to: string | undefined, question: string | undefined): boolean {
  if (answer === 'refused') return (question ?? '').trim() !== '';
  return answer === 'taken' || (to ?? '').trim() !== '';
}

function consequences(item: AcceptedItem, state: WatchState, asking: Asking): readonly NewFact[] {
  const {kind, id, answer, to} = item;
  const person = answer === 'taken' ? asking.by : to;
  if (answer === 'refused' || person === undefined) return [];
  if (kind === 'incident') return newCommander(id, person, state);
  if (answer !== 'taken') return [];
  if (kind === 'silence') return newAuthor(id, state, asking);
  return kind === 'ack' ? newOwner(id, asking.by, state) : [];
}

function newOwner(id: string, by: string, {shift}: WatchState): readonly NewFact[] {
  const ack = shift.acks.get(id);
  if (ack === undefined || ack.status === 'ended' || ack.by === by) return [];
  return [{type: 'ack.taken', ack: id, from: ack.by}];
}

function newCommander(id: string, person: string, {shift}: WatchState): readonly NewFact[] {
  const incident = shift.incidents.get(id);
  const commander = incident?.roles.find(({role}) => role === 'commander')?.person;
  if (incident === undefined || incident.status === 'closed' || commander === person) return [];
  const from = commander === undefined ? {} : {from: commander};
  return [{type: 'incident.role-assigned', incident: id, role: 'commander', person, ...from}];
}

/** The silence as it is, under the name of whoever takes it. */
function newAuthor(id: string, {live, settings}: WatchState, {by, newId}: Asking): readonly NewFact[] {
  const silence = [...live.silences.values()].find(one => silenceKey(one) === id);
  if (silence === undefined || silence.state === 'expired' || silence.createdBy === by || settings.readOnly) return [];
  const {source, matchers, startsAt, endsAt, comment} = silence;
  return [
    {
      type: 'silence.requested',
      token: newId('wk-'),
      source,
      silence: silence.id,
      op: 'update',
      matchers: [...matchers],
      startsAt,
      endsAt,
      createdBy: by,
      comment,
    },
  ];
}
