import type {WatchState} from '../watch-state.js';
import type {AskedItem, HandedOver} from './accepted-item.js';
import {type Answered, answersBy, leftTo} from './fold-accepted.js';
import type {Handoff} from './handoff.js';

/**
 * What whoever takes over is asked about, the most urgent first: incidents, acks, what nobody has, silences, runbooks.
 * What they took or delegated before is not asked again, and what they refused says so. What somebody else left to them is
 * asked about, though it is theirs already: they have not said yet that they have it. What began after the watch is not
 * taken over with it, however late or often that is done.
 */
export function handedOver(handoff: Handoff, state: Pick<WatchState, 'shift'>, by: string): readonly AskedItem[] {
  const here = new Map<string, Answered>(
    handoff.takenOver
      .filter(one => one.isOfThis && one.by === by)
      .flatMap(({items}) => items.map(item => [nameOf(item), item] as const)),
  );
  // What has a name of its own is the same one whichever watch it is handed over with.
  const elsewhere = answersBy(by, state.shift);
  const left = leftTo(by, state.shift);
  const {itsOwnUntil: until = Number.POSITIVE_INFINITY} = handoff;
  const isAsked = (one: Owned) =>
    one.owner !== undefined && left.has(nameOf(one)) ? true : one.since <= until && one.owner !== by;
  return openFor(handoff, state)
    .filter(isAsked)
    .flatMap(({owner, since: _since, ...item}): readonly AskedItem[] => {
      const name = nameOf(item);
      if (owner === undefined) return askedOf(item, here.get(name));
      const before = here.get(name) ?? elsewhere.get(name);
      const giver = left.get(name);
      if (giver !== undefined)
        return [{...item, title: `${item.title}; ${giver} left it to ${by}`, ...refusedIn(before)}];
      const isTheirs = before?.answer === 'delegated' && before.to === owner;
      return askedOf(item, here.has(name) || isTheirs || before?.answer === 'refused' ? before : undefined);
    });
}

/** What was answered before is asked again only where that was a refusal. */
function askedOf(item: HandedOver, before: Answered | undefined): readonly AskedItem[] {
  return before === undefined || before.answer === 'refused' ? [{...item, ...refusedIn(before)}] : [];
}

function refusedIn(before: Answered | undefined): Pick<AskedItem, 'refused'> {
  return before?.answer === 'refused' ? {refused: before.question ?? ''} : {};
}

function nameOf({kind, id}: HandedOver): string {
  return `${kind} ${id}`;
}

/** With whose it is now, of what can be somebody's, and since when it is there, Unix ms. */
interface Owned extends HandedOver {
  readonly owner?: string;
  readonly since: number;
}

function openFor(handoff: Handoff, {shift}: Pick<WatchState, 'shift'>): readonly Owned[] {
  const acks = [...shift.acks.values()].filter(ack => ack.status !== 'ended');
  return [
    ...handoff.incidents
      .filter(({status}) => status !== 'closed')
      .map(
        ({id, severity, title, status, startedAt, commander = ''}): Owned => ({
          kind: 'incident',
          id,
          since: shift.incidents.get(id)?.declaredAt ?? startedAt,
          title: `${severity} ${title}, ${status}`,
          owner: commander,
        }),
      ),
    ...acks.map(
      ({ack, title, source, requestedAt, by: owner}): Owned => ({
        kind: 'ack',
        id: ack,
        since: requestedAt,
        title: `${title} in ${source}, acked by ${owner}`,
        owner,
      }),
    ),
    ...handoff.ongoing
      .filter(({held}) => held.some(({kind}) => kind === 'unacked'))
      .map(
        ({severity, name, place, since}): Owned => ({
          kind: 'issue',
          id: `${name} ${place}`,
          since,
          title: `${severity} ${name} in ${place}, which nobody has acked`,
        }),
      ),
    ...openSilences(handoff, shift),
    ...handoff.walks.map(
      ({title, about, done, total, openedAt: since, by: owner}): Owned => ({
        kind: 'walk',
        since,
        id: `${title} ${about ?? ''}`.trim(),
        title: `runbook ${title}${about === undefined ? '' : ` for ${about}`}, ${done} of ${total} steps done by ${owner}`,
      }),
    ),
    ...handoff.questions.map(
      ({question, text, by: asker}): Owned => ({
        kind: 'ask',
        id: question,
        since: 0,
        title: `${asker} asks: ${text}`,
      }),
    ),
  ];
}

/** An ack that another program made, or a cockpit that this log has nothing of, is a silence to whoever takes over. */
function openSilences({silences}: Handoff, {acks}: WatchState['shift']): readonly Owned[] {
  const known = new Set([...acks.values()].map(({source, silence}) => `${source}/${silence?.id}`));
  return silences
    .filter(({isAck, source, id}) => !isAck || !known.has(`${source}/${id}`))
    .map(({id, source, matchers, startsAt, knownSince = startsAt, isAck, by: owner}) => ({
      kind: 'silence',
      id: `${source}/${id}`,
      since: Math.min(startsAt, knownSince),
      title: `${isAck ? 'ack' : 'silence'} of ${matchers} in ${source}, by ${owner}`,
      owner,
    }));
}
