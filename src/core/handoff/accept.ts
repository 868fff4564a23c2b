import type {WatchState} from '../watch-state.js';
import type {AskedItem, HandedOver} from './accepted-item.js';
import {type Answered, answersBy} from './fold-accepted.js';
import type {Handoff} from './handoff.js';

/**
 * What whoever takes over is asked about, the most urgent first: incidents, acks, what nobody has, silences, runbooks.
 * What they took or delegated before is not asked again, and what they refused says so.
 */
export function handedOver(handoff: Handoff, state: Pick<WatchState, 'shift'>, by: string): readonly AskedItem[] {
  const here = new Map<string, Answered>(
    handoff.takenOver
      .filter(one => one.isOfThis && one.by === by)
      .flatMap(({items}) => items.map(item => [nameOf(item), item] as const)),
  );
  // What has a name of its own is the same one whichever watch it is handed over with.
  const elsewhere = answersBy(by, state.shift);
  return openFor(handoff, state, by).flatMap(({owner, ...item}): readonly AskedItem[] => {
    const name = nameOf(item);
    const before = here.get(name) ?? (owner === undefined ? undefined : elsewhere.get(name));
    if (before?.answer === 'refused') return [{...item, refused: before.question ?? ''}];
    if (here.has(name)) return [];
    return before?.answer === 'delegated' && before.to === owner ? [] : [item];
  });
}

function nameOf({kind, id}: HandedOver): string {
  return `${kind} ${id}`;
}

/** With whose it is now, of what can be somebody's. */
interface Owned extends HandedOver {
  readonly owner?: string;
}

function openFor(handoff: Handoff, {shift}: Pick<WatchState, 'shift'>, by: string): readonly Owned[] {
  const acks = [...shift.acks.values()].filter(ack => ack.status !== 'ended' && ack.by !== by);
  return [
    ...handoff.incidents
      .filter(({status, commander}) => status !== 'closed' && commander !== by)
      .map(
        ({id, severity, title, status, commander = ''}): Owned => ({
          kind: 'incident',
          id,
          title: `${severity} ${title}, ${status}`,
          owner: commander,
        }),
      ),
    ...acks.map(
      ({ack, title, source, by: owner}): Owned => ({
        kind: 'ack',
        id: ack,
        title: `${title} in ${source}, acked by ${owner}`,
        owner,
      }),
    ),
    ...handoff.ongoing
      .filter(({held}) => held.some(({kind}) => kind === 'unacked'))
      .map(
        ({severity, name, place}): Owned => ({
          kind: 'issue',
          id: `${name} ${place}`,
          title: `${severity} ${name} in ${place}, which nobody has acked`,
        }),
      ),
    ...handoff.silences
      .filter(({isAck, by: owner}) => !isAck && owner !== by)
      .map(
        ({id, source, matchers, by: owner}): Owned => ({
          kind: 'silence',
          id: `${source}/${id}`,
          title: `silence of ${matchers} in ${source}, by ${owner}`,
          owner,
        }),
      ),
    ...handoff.walks.map(
      ({title, about, done, total, by: owner}): Owned => ({
        kind: 'walk',
        id: `${title} ${about ?? ''}`.trim(),
        title: `runbook ${title}${about === undefined ? '' : ` for ${about}`}, ${done} of ${total} steps done by ${owner}`,
      }),
    ),
    ...handoff.questions.map(
      ({question, text, by: asker}): Owned => ({kind: 'ask', id: question, title: `${asker} asks: ${text}`}),
    ),
  ];
}
