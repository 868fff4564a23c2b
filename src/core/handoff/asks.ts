import {isOpen as isGoingOn} from '../incident/incident.js';
import type {Handoff} from './handoff.js';

/** The next watch is about this long; what ends within it comes up in it, ms. */
const NEXT_WATCH = 12 * 3_600_000;

/** What the next person has to take or decide. Text of others in it is not yet escaped for any format. */
export function asksOf(handoff: Omit<Handoff, 'asks'>): readonly string[] {
  return [
    ...incidents(handoff),
    ...unowned(handoff),
    ...owned(handoff),
    ...ending(handoff),
    ...noise(handoff),
    ...blindness(handoff),
    ...answers(handoff),
  ];
}

type Answered = Omit<Handoff, 'asks'>['takenOver'][number];

/** What was refused and what was delegated as the watch was taken over: somebody still has to see to it. */
function answers(handoff: Omit<Handoff, 'asks'>): readonly string[] {
  const {takenOver} = handoff;
  return takenOver.flatMap(({by, from, items}, at) => {
    const left = items.filter(item => !isAnswered(item, {by, later: takenOver.slice(at + 1)}));
    const refused = left.filter(({answer}) => answer === 'refused');
    const delegated = left.filter(item => item.answer === 'delegated' && isOpen(item, handoff));
    return [
      ...refused.map(
        ({title, question = ''}) => `${by} asks ${from}: ${question} Not taken over until then: ${title}.`,
      ),
      ...delegated.map(({title, to = ''}) => `Has ${to} taken over: ${title}? ${by} delegated it.`),
    ];
  });
}

/**
 * It goes on, and of what fires whoever it was left to is not on all of it; the rest is theirs already as it is left to
 * them. Of acks, runbooks and questions nothing is known here.
 */
function isOpen(
  {kind, id, to}: Answered['items'][number],
  {ongoing, incidents, silences}: Omit<Handoff, 'asks'>,
): boolean {
  if (kind === 'issue')
    return ongoing.some(({name, place, held}) => `${name} ${place}` === id && held.some(({by}) => by !== to));
  if (kind === 'incident') return incidents.some(one => one.id === id && isGoingOn(one));
  if (kind === 'silence') return silences.some(one => `${one.source}/${one.id}` === id);
  return true;
}

/** Whoever took it later had the answer, and whoever it was left to has been asked for themselves. */
function isAnswered(
  {kind, id, answer, to}: Answered['items'][number],
  {by, later}: {readonly by: string; readonly later: readonly Answered[]},
): boolean {
  const isSame = (one: Answered['items'][number]) => one.kind === kind && one.id === id;
  return later.some(
    next =>
      (answer === 'delegated' && next.by === to) ||
      next.items.some(one => isSame(one) && (next.by === by || one.answer === 'taken')),
  );
}

function incidents({incidents, operator}: Omit<Handoff, 'asks'>): readonly string[] {
  return incidents.flatMap(({id, title, status, commander, measures, followUp, reopened}) => {
    if (status === 'closed') return [];
    const whose = commander === undefined || commander === operator ? '' : ` from ${commander}`;
    const temporary = measures.map(text => `Who takes back what is temporary in ${id}: ${text}?`);
    if (status !== 'resolved')
      return [
        `Will you lead ${id} ${title}${whose}? It is ${status}${reopened.length === 0 ? '' : ', after it came back'}.`,
        ...temporary,
      ];
    return followUp === undefined ? temporary : [...temporary, `Who follows up ${id}: ${followUp}?`];
  });
}

function unowned({ongoing, takenOver}: Omit<Handoff, 'asks'>): readonly string[] {
  const takers = new Map(
    takenOver.flatMap(({by, items}) =>
      items.flatMap(({kind, id, answer, to}) => {
        if (kind !== 'issue' || answer === 'refused') return [];
        return [[id, answer === 'taken' ? `${by} took it over` : `${by} left it to ${to ?? ''}`] as const];
      }),
    ),
  );
  return ongoing
    .filter(({held, severity}) => held.some(({kind}) => kind === 'unacked') && severity <= 'P2')
    .map(({severity, name, place, afterWatch}) => {
      const taker = takers.get(`${name} ${place}`);
      const taken = taker === undefined ? '' : `, but ${taker}`;
      return `Who takes ${severity} ${name} in ${place}? Nobody has acked it${taken}${afterWatch === true ? '; it began after this watch' : ''}.`;
    });
}

function owned({ongoing, operator}: Omit<Handoff, 'asks'>): readonly string[] {
  return ongoing
    .filter(({held}) => held.some(({kind, by}) => (kind === 'acked' || kind === 'acking') && by === operator))
    .map(({severity, name, place}) => `Will you take ${severity} ${name} in ${place} over from ${operator}?`);
}

function ending({silences, now}: Omit<Handoff, 'asks'>): readonly string[] {
  return silences
    .filter(({isAck, pending, endsAt, holds}) => !isAck && !pending && holds > 0 && endsAt <= now + NEXT_WATCH)
    .map(
      ({matchers, source, by, asOf}) =>
        `Should the silence of ${matchers} in ${source} (by ${by}) end when it does? Something it holds ${asOf === undefined ? 'still fires' : 'fired when it was last looked at'}.`,
    );
}

function noise({noisy}: Omit<Handoff, 'asks'>): readonly string[] {
  return noisy
    .filter(({judged}) => judged)
    .map(({name, place}) => `Who changes the rule of ${name} in ${place}? It was called noise.`);
}

function blindness({blind}: Omit<Handoff, 'asks'>): readonly string[] {
  return blind
    .filter(({to}) => to === undefined)
    .map(({kind, source, which}) => {
      if (kind === 'journal') return 'Why is nothing recorded? It still is not.';
      return kind === 'source'
        ? `Why does ${source} not answer? It still does not.`
        : `Where is the Watchdog${which === undefined ? '' : ` ${which}`} of ${source}? It is still missing.`;
    });
}
