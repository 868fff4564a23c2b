import {type AlertKey, alertKey} from '../alert/alert.js';
import {type Fact, isFact} from '../shift/fact.js';
import {isPlanned} from '../shift/planned.js';
import {type Naming, sentence, subjects} from '../shift/sentence.js';
import {withoutRepeats} from '../shift/without-repeats.js';
import {notHeard} from './due.js';
import {type Incident, isHeard} from './incident.js';

/** What happened in an incident, one thing after another. */
export interface TimelineEntry {
  readonly origin: string;
  readonly seq: number;
  /** When it happened, Unix ms: as corrected, else as the fact says. */
  readonly on: number;
  readonly by: string;
  readonly text: string;
  readonly type: Fact['type'];
  readonly pinned: boolean;
  readonly corrected: boolean;
}

/** What is noted all the time and tells no story. */
const ROUTINE: ReadonlySet<string> = new Set([
  'ack.extended',
  'ack.reminded',
  'ack.confirmed',
  'ack.unheld',
  'delivery.tried',
  'incident.entry-pinned',
  'incident.entry-corrected',
  'incident.time-corrected',
  'incident.answered',
  'step.started',
  'step.left-seen',
]);

/** The topic of a room follows what is told already. */
function isRoutine(fact: Fact): boolean {
  const isTopic = isFact(fact, 'delivery.requested') && fact.topic !== undefined && fact.room === undefined;
  return isTopic || ROUTINE.has(fact.type);
}

/** A change that was planned for a time that the log has not reached. */
function isToCome(fact: Fact, facts: readonly Fact[]): boolean {
  return isFact(fact, 'change.recorded') && isPlanned(fact) && fact.on > Date.parse(facts.at(-1)?.at ?? fact.at);
}

/** How long before its declaration an incident's own alerts and changes still belong to it, ms. */
const BEFORE = 60 * 60_000;
/** How long after its resolution what becomes of its alerts, and of what was done about them, still belongs to it, ms. */
const AFTER = 60 * 60_000;

/**
 * The timeline of an incident: what its facts say, and what was done meanwhile about its alerts (acks, silences, notes,
 * runbook steps, pages) or changed in production. By the time at which it happened; entries that were hidden are left out.
 */
export function timelineOf(incident: Incident, facts: readonly Fact[], naming: Naming = {}): readonly TimelineEntry[] {
  return entriesOf(incident, facts, naming).filter(({origin, seq}) => !isHidden(incident, {origin, seq}));
}

/** The entries of an incident that were hidden from its timeline, by the time at which they happened. */
export function hiddenOf(incident: Incident, facts: readonly Fact[], naming: Naming = {}): readonly TimelineEntry[] {
  return entriesOf(incident, facts, naming).filter(({origin, seq}) => isHidden(incident, {origin, seq}));
}

function isHidden({marks}: Incident, {origin, seq}: Pick<TimelineEntry, 'origin' | 'seq'>): boolean {
  return marks.get(`${origin}:${seq}`)?.hidden === true;
}

function entriesOf(incident: Incident, told: readonly Fact[], naming: Naming): readonly TimelineEntry[] {
  const facts = withoutRepeats(told);
  const belongs = belonging(incident, stretchesOf(incident, facts));
  return facts
    .filter(fact => !isToCome(fact, facts))
    .filter(fact => !isRoutine(fact) && belongs(fact))
    .map(fact => entryOf(fact, incident, naming))
    .sort((a, b) => a.on - b.on);
}

/** A time in which people were on it, Unix ms. */
interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** From its beginning to its resolution, and again from each time that it was taken up to the next one. */
function stretchesOf({incident, startedAt}: Incident, facts: readonly Fact[]): readonly Stretch[] {
  const found: Stretch[] = [];
  let from: number | undefined = startedAt - BEFORE;
  for (const fact of facts) {
    if (!('incident' in fact) || fact.incident !== incident) continue;
    const at = Date.parse(fact.at);
    if (isFact(fact, 'incident.reopened')) from ??= Math.min(at, fact.alert?.startsAt ?? at);
    else if (from !== undefined && isEnd(fact)) {
      found.push({from, to: at});
      from = undefined;
    }
  }
  return from === undefined ? found : [...found, {from, to: Number.POSITIVE_INFINITY}];
}

function isEnd(fact: Fact): boolean {
  if (isFact(fact, 'incident.status-changed')) return fact.status === 'resolved' || fact.status === 'closed';
  return fact.type === 'incident.resolved' || fact.type === 'incident.closed';
}

/** What is known to belong to an incident as its facts are read in order. */
interface Following {
  readonly incident: Incident;
  readonly stretches: readonly Stretch[];
  readonly alerts: ReadonlySet<AlertKey>;
  /** Alerts, acks, walks, deliveries. */
  readonly names: Set<string>;
}

function belonging(incident: Incident, stretches: readonly Stretch[]): (fact: Fact) => boolean {
  const alerts: ReadonlySet<AlertKey> = new Set(incident.alerts.map(alertKey));
  const following = {incident, stretches, alerts, names: new Set<string>(alerts)};
  return fact =>
    aboutOf(fact) === incident.incident
      ? isOwn(fact, following)
      : !isOfAnother(fact, incident) && isMeanwhile(fact, following);
}

/** What becomes of its updates and pages belongs to it like the asking. */
function isOwn(fact: Fact, {alerts, names}: Following): true {
  for (const handle of handlesOf(fact)) names.add(handle);
  if (fact.type === 'incident.reopened') for (const key of alerts) names.add(key);
  return true;
}

function isMeanwhile(fact: Fact, following: Following): boolean {
  const {alerts, names} = following;
  const when = placeOf(fact, following);
  if (isFact(fact, 'change.recorded')) return when === 'within';
  if (isFact(fact, 'alert.fired') && alerts.has(alertKey(fact))) renew(names, alertKey(fact), when);
  return (when === 'within' || when === 'soon') && followed(fact, names, alerts);
}

/** What fires anew after it was over is another story, unless it was taken up again for that. */
function renew(names: Set<string>, key: AlertKey, when: Place): void {
  if (when === 'within') names.add(key);
  else if (when !== 'before') names.delete(key);
}

type Place = 'before' | 'within' | 'soon' | 'after';

function placeOf(fact: Fact, {incident: {reached}, stretches}: Following): Place {
  const at = happenedOn(fact);
  if (stretches.some(({from, to}) => at >= from && at <= to)) return 'within';
  const ends = stretches.map(({to}) => to).filter(to => to < at);
  if (ends.length === 0) return 'before';
  return at <= Math.min(Math.max(...ends) + AFTER, reached.closed ?? Number.POSITIVE_INFINITY) ? 'soon' : 'after';
}

/** The incident that a fact names, also one that a newer version wrote. */
function aboutOf(fact: Fact): unknown {
  return (isFact(fact, 'fact.unread') ? fact.body : (fact as {readonly incident?: unknown})).incident;
}

function isOfAnother(fact: Fact, {incident}: Incident): boolean {
  const type = isFact(fact, 'fact.unread') ? fact.of : fact.type;
  const about = aboutOf(fact) ?? incident;
  return about !== incident && (type.startsWith('incident.') || type === 'delivery.requested');
}

/** Whether a fact is about an alert of the incident, or about what an earlier such fact began: an ack, a walk, a delivery. */
function followed(fact: Fact, names: Set<string>, alerts: ReadonlySet<AlertKey>): boolean {
  const handles = handlesOf(fact);
  const about = [...subjects(fact), ...handles];
  const found = about.some(name => names.has(name));
  // An ack of more than these alerts, or a walk opened for one of them, is followed by its own id from here on.
  if (found && [...subjects(fact)].some(name => alerts.has(name))) for (const handle of handles) names.add(handle);
  return found;
}

function handlesOf(fact: Fact): readonly string[] {
  const {ack, walk, delivery, escalation} = fact as Readonly<Record<string, unknown>>;
  return [ack, walk, delivery, escalation].filter(id => typeof id === 'string');
}

function entryOf(fact: Fact, incident: Incident, naming: Naming): TimelineEntry {
  const mark = incident.marks.get(`${fact.origin}:${fact.seq}`);
  // An empty correction takes an earlier one back.
  const corrected = mark?.text === '' ? undefined : mark?.text;
  return {
    origin: fact.origin,
    seq: fact.seq,
    on: mark?.on ?? happenedOn(fact),
    by: fact.by,
    text: corrected ?? `${sentence(fact, naming)}${missed(fact, incident)}`,
    type: fact.type,
    pinned: mark?.pinned ?? false,
    corrected: mark?.on !== undefined || corrected !== undefined,
  };
}

/** That an update was told to nobody, where that is what became of it. */
function missed(fact: Fact, {updates}: Incident): string {
  if (!isFact(fact, 'incident.update-posted')) return '';
  const update = updates.find(one => one.update === fact.update);
  return update === undefined || isHeard(update) ? '' : `. NOT SENT: ${notHeard(fact.audience)}`;
}

/** When something happened, Unix ms: where the fact does not say, when it was recorded. */
function happenedOn(fact: Fact): number {
  const {on} = fact as {readonly on?: unknown};
  return typeof on === 'number' ? on : Date.parse(fact.at);
}
