import type {Command} from '../shift/command.js';
import {type Asking, type Decision, type NewFact, refuse} from '../shift/decision.js';
import type {WatchState} from '../watch-state.js';
import type {AcceptedItem} from './accept.js';

/**
 * Takes over a watch, item by item: acks that are taken, and incidents that are, belong to whoever takes them from then
 * on. What is refused stays where it is, with its question.
 */
export function decideAccept(
  command: Extract<Command, {type: 'accept-handoff'}>,
  state: WatchState,
  asking: Asking,
): Decision {
  const {from, shift, items} = command;
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

function isWhole(answer: AcceptedItem['answer'], to: string | undefined, question: string | undefined): boolean {
  if (answer === 'refused') return (question ?? '').trim() !== '';
  return answer === 'taken' || (to ?? '').trim() !== '';
}

function consequences({kind, id, answer, to}: AcceptedItem, {shift}: WatchState, {by}: Asking): readonly NewFact[] {
  const person = answer === 'taken' ? by : to;
  if (answer === 'refused' || person === undefined) return [];
  if (kind === 'ack' && answer === 'taken') {
    const ack = shift.acks.get(id);
    return ack === undefined || ack.status === 'ended' || ack.by === by
      ? []
      : [{type: 'ack.taken', ack: id, from: ack.by}];
  }
  if (kind !== 'incident') return [];
  const incident = shift.incidents.get(id);
  const commander = incident?.roles.find(({role}) => role === 'commander')?.person;
  if (incident === undefined || incident.status === 'closed' || commander === person) return [];
  return [
    {
      type: 'incident.role-assigned',
      incident: id,
      role: 'commander',
      person,
      ...(commander === undefined ? {} : {from: commander}),
    },
  ];
}
