import type {WatchState} from '../watch-state.js';
import type {ANSWERS, HANDED_OVER} from './facts.js';
import type {Handoff} from './handoff.js';

/** One thing that the next person takes, refuses with a question, or delegates. */
export interface HandedOver {
  readonly kind: (typeof HANDED_OVER)[number];
  readonly id: string;
  readonly title: string;
}

export interface AcceptedItem extends HandedOver {
  readonly answer: (typeof ANSWERS)[number];
  readonly to?: string;
  readonly question?: string;
}

/** What whoever takes over is asked about, the most urgent first: incidents, acks, what nobody has, silences, runbooks. */
export function handedOver(handoff: Handoff, {shift}: Pick<WatchState, 'shift'>, by: string): readonly HandedOver[] {
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
      .filter(({isAck}) => !isAck)
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
