import {alertKey} from '../alert/alert.js';
import {oneLine} from '../one-line.js';
import type {FactOf} from '../shift/fact.js';
import {type EntryMark, type Incident, type IncidentRole, type IncidentStatus, isOpen} from './incident.js';

/** What an incident was before these words were said of it; they are in the order in which they count. */
export interface Course {
  readonly before: Incident;
  readonly words: readonly Word[];
}

interface Word {
  /** When it was said, Unix ms: never before what was known to whoever said it. */
  readonly at: number;
  readonly fact: FactOf<WordType>;
}

/** What is said of an incident where the last word counts. */
export type WordType = `incident.${
  | 'severity-changed'
  | 'status-changed'
  | 'time-corrected'
  | 'role-assigned'
  | 'role-released'
  | 'described'
  | 'answered'
  | 'alert-linked'
  | 'alert-unlinked'
  | 'room-opened'
  | 'entry-pinned'
  | 'entry-corrected'
  | 'resolved'
  | 'reopened'
  | 'closed'}`;

/** So many words are kept to be put in order; what was said before them stands. */
const WORDS = 400;

/** An incident after a word that was said of it, which may have come here after later ones. */
export function afterWord(
  incident: Incident,
  fact: FactOf<WordType>,
  {course = {before: incident, words: []}, isOurs}: {readonly course?: Course | undefined; readonly isOurs: boolean},
): {readonly incident: Incident; readonly course: Course} {
  const {before} = course;
  const word = {at: saidAt(fact, course.words, isOurs), fact};
  const place = isOurs ? course.words.length : course.words.findLastIndex(one => !isLater(one, word)) + 1;
  const words = course.words.toSpliced(place, 0, word);
  const isLast = place === words.length - 1;
  return {
    incident: isLast
      ? {...incident, ...changeBy(word, incident, {before, words: course.words})}
      : {...told({before, words}), ...addedTo(incident)},
    course: bounded({before, words}),
  };
}

/** Whoever speaks here has before them what is known here, and one journal has its own order, whatever its clock said. */
function saidAt({origin, at}: FactOf<WordType>, words: readonly Word[], isOurs: boolean): number {
  const before = isOurs ? words.at(-1) : words.findLast(({fact}) => fact.origin === origin);
  return Math.max(Date.parse(at), before?.at ?? Number.NEGATIVE_INFINITY);
}

function isLater(one: Word, other: Word): boolean {
  return one.at > other.at || (one.at === other.at && one.fact.origin > other.fact.origin);
}

function told({before, words}: Course): Incident {
  let incident = before;
  for (const [index, word] of words.entries())
    incident = {...incident, ...changeBy(word, incident, {before, words: words.slice(0, index)})};
  return incident;
}

/** What is only ever added to, in whatever order. */
function addedTo({updates, tasks, measures, links, tickets}: Incident): Partial<Incident> {
  return {updates, tasks, measures, links, tickets};
}

function bounded(course: Course): Course {
  const {before, words} = course;
  if (words.length <= WORDS) return course;
  const half = WORDS / 2;
  return {before: told({before, words: words.slice(0, half)}), words: words.slice(half)};
}

function changeBy({fact}: Word, incident: Incident, earlier: Course): Partial<Incident> {
  const change = HOW[fact.type as WordType] as (
    incident: Incident,
    fact: FactOf<WordType>,
    earlier: Course,
  ) => Partial<Incident>;
  return change(incident, fact, earlier);
}

const HOW: {
  readonly [T in WordType]: (incident: Incident, fact: FactOf<T>, earlier: Course) => Partial<Incident>;
} = {
  'incident.severity-changed': (_, {severity, at}) => ({severity, severityAt: Date.parse(at)}),
  'incident.status-changed': (incident, {status, on}) =>
    reached(isOpen({status}) ? goingOn(incident) : incident, status, on),
  'incident.time-corrected': (incident, {phase, on}) =>
    phase === 'began' ? {startedAt: on} : {reached: {...incident.reached, [phase]: on}},
  'incident.role-assigned': (incident, {role, person, from, at}) => ({
    roles: [
      ...without(incident, role, role === 'expert' ? (from ?? person) : undefined),
      {role, person: oneLine(person), since: Date.parse(at)},
    ],
  }),
  'incident.role-released': (incident, {role, person}) => ({roles: without(incident, role, person)}),
  'incident.described': ({fields}, fact) => ({fields: described(fields, fact)}),
  'incident.answered': ({answers}, {aid, question, answer}) => ({
    answers: [...answers.filter(one => one.aid !== aid || one.question !== question), {aid, question, answer}],
  }),
  'incident.alert-linked': ({alerts}, {alert}) => ({
    alerts: [...alerts.filter(one => alertKey(one) !== alertKey(alert)), alert],
  }),
  'incident.alert-unlinked': ({alerts}, {alert}) => ({
    alerts: alerts.filter(one => alertKey(one) !== alertKey(alert)),
  }),
  'incident.room-opened': (_, {name, target, url}) => ({
    room: {name, ...(target === undefined ? {} : {target}), ...(url === undefined ? {} : {url})},
  }),
  'incident.entry-pinned': (incident, {entry, pinned}) => marked(incident, entry, {pinned}),
  'incident.entry-corrected': (incident, {entry, on, text, hidden}) =>
    marked(incident, entry, {
      ...(on === undefined ? {} : {on}),
      ...(text === undefined ? {} : {text}),
      ...(hidden === undefined ? {} : {hidden}),
    }),
  'incident.resolved': (incident, fact, earlier) => ({
    // Whoever closed it meanwhile has it over, too.
    ...reached(incident, 'resolved', fact.on),
    ...(incident.status === 'closed' ? {status: 'closed' as const} : {}),
    fields: resolvedBy(fact, incident, earlier),
  }),
  'incident.reopened': (incident, {at}) => {
    // Somebody else was faster, and it has gone on since.
    if (isOpen(incident)) return {};
    const {reached: earlier} = goingOn(incident);
    return {
      status: 'investigating',
      reached: earlier,
      reopened: incident.reopened + 1,
      reopenedAt: Date.parse(at),
    };
  },
  'incident.closed': (incident, {on}) => reached(incident, 'closed', on),
};

function reached(
  {reached: before}: Pick<Incident, 'reached'>,
  status: IncidentStatus,
  on: number,
): Pick<Incident, 'status' | 'reached'> {
  return {status, reached: {...before, [status]: on}};
}

function goingOn({reached: {resolved: _resolved, closed: _closed, ...earlier}}: Incident): Pick<Incident, 'reached'> {
  return {reached: earlier};
}

/** The roles without that one; of several experts without that person. */
function without({roles}: Incident, role: IncidentRole, person: string | undefined): Incident['roles'] {
  return roles.filter(one => one.role !== role || (person !== undefined && one.person !== person));
}

function marked(
  {marks}: Incident,
  {origin, seq}: {readonly origin: string; readonly seq: number},
  how: Partial<EntryMark>,
): Pick<Incident, 'marks'> {
  const key = `${origin}:${seq}`;
  return {marks: new Map(marks).set(key, {pinned: false, hidden: false, ...marks.get(key), ...how})};
}

type Fields = Incident['fields'];

/** An empty value takes one back. */
function described(fields: Fields, fact: FactOf<'incident.described'>): Fields {
  return Object.fromEntries(Object.entries({...fields, ...fact.fields}).filter(([, value]) => value !== ''));
}

/**
 * The fields after a resolution. Two who resolve the same, each in a journal of their own, mean two different things by
 * cause and fix: what the other one said goes as a whole with what this one says.
 */
function resolvedBy(fact: FactOf<'incident.resolved'>, {fields}: Incident, {before, words}: Course): Fields {
  const said = saidIn(fact);
  const isAnothers = ({fact: one}: Word) => one.type === 'incident.resolved' && one.origin !== fact.origin;
  if (Object.keys(said).length === 0 || !words.some(isAnothers)) return {...fields, ...said};
  const own = words.filter(one => !isAnothers(one)).map(word => word.fact);
  return {...own.reduce(fieldsAfter, before.fields), ...said};
}

function fieldsAfter(fields: Fields, fact: FactOf<WordType>): Fields {
  if (fact.type === 'incident.described') return described(fields, fact as FactOf<'incident.described'>);
  return fact.type === 'incident.resolved' ? {...fields, ...saidIn(fact as FactOf<'incident.resolved'>)} : fields;
}

function saidIn({cause, fix, followUp}: FactOf<'incident.resolved'>): Fields {
  return {
    ...(cause === undefined ? {} : {cause}),
    ...(fix === undefined ? {} : {fix}),
    ...(followUp === undefined ? {} : {followUp}),
  };
}
