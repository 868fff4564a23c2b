import type {WatchState} from '../watch-state.js';
import type {HandedOver} from './accepted-item.js';
import type {Handoff} from './handoff.js';

/**
 * What whoever takes over is asked about, the most urgent first: incidents, acks, what nobody has, silences, runbooks.
 * What they took or delegated before is not asked again.
 */
export function handedOver(handoff: Handoff, state: Pick<WatchState, 'shift'>, by: string): readonly HandedOver[] {
  const answered = new Set(
    handoff.takenOver
      .filter(one => one.isOfThis && one.by === by)
      .flatMap(({items}) => items.filter(({answer}) => answer !== 'refused').map(nameOf)),
  );
  return openFor(handoff, state, by).filter(item => !answered.has(nameOf(item)));
}

function nameOf({kind, id}: HandedOver): string {
  return `${kind} ${id}`;
}

function openFor(handoff: Handoff, {shift}: Pick<WatchState, 'shift'>, by: string): readonly HandedOver[] {
  const acks = [...shift.acks.values()].filter(ack => ack.status !== 'ended' && ack.by !== by);
  return [
    ...handoff.incidents
      .filter(({status, commander}) => status !== 'closed' && commander !== by)
      .map(
        ({id, severity, title, status}): HandedOver => ({
          kind: 'incident',
          id,
          title: `${severity} ${title}, ${status}`,
        }),
      ),
    ...acks.map(
      ({ack, title, source, by: owner}): HandedOver => ({
        kind: 'ack',
        id: ack,
        title: `${title} in ${source}, acked by ${owner}`,
      }),
    ),
    ...handoff.ongoing
      .filter(({held}) => held.some(({kind}) => kind === 'unacked'))
      .map(
        ({severity, name, place}): HandedOver => ({
          kind: 'issue',
          id: `${name} ${place}`,
          title: `${severity} ${name} in ${place}, which nobody has acked`,
        }),
      ),
    ...handoff.silences
      .filter(({isAck, by: owner}) => !isAck && owner !== by)
      .map(
        ({id, source, matchers, by: owner}): HandedOver => ({
          kind: 'silence',
          id: `${source}/${id}`,
          title: `silence of ${matchers} in ${source}, by ${owner}`,
        }),
      ),
    ...handoff.walks.map(
      ({title, about, done, total, by: owner}): HandedOver => ({
        kind: 'walk',
        id: `${title} ${about ?? ''}`.trim(),
        title: `runbook ${title}${about === undefined ? '' : ` for ${about}`}, ${done} of ${total} steps done by ${owner}`,
      }),
    ),
    ...handoff.questions.map(
      ({question, text, by: asker}): HandedOver => ({kind: 'ask', id: question, title: `${asker} asks: ${text}`}),
    ),
  ];
}
