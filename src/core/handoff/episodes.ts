import {isAckComment} from '../alert/ack-matchers.js';
import {type AlertKey, alertKey} from '../alert/alert.js';
import {ackPrefixes} from '../alert/disposition.js';
import type {Severity} from '../alert/severity.js';
import type {Settings} from '../settings.js';
import type {EndedOccurrence} from '../shift/command.js';
import type {Fact, FactOf} from '../shift/fact.js';
import {parseRfc3339} from '../time/clock-text.js';
import type {HandoffNote} from './handoff.js';
import {type IssueName, isDeadMansSwitch, issueOf} from './issue.js';
import {readFacts} from './read-facts.js';

/** One time an issue was there: from its first alert until none of its alerts fires any more. Times are Unix ms. */
export interface Episode {
  readonly issue: string;
  readonly name: string;
  readonly place: string;
  readonly severity: Severity;
  readonly startedAt: number;
  /** When the log first heard of it. */
  readonly seenAt: number;
  readonly endedAt?: number;
  /** When the last of its ends was recorded. */
  readonly endSeenAt?: number;
  /** How many alerts fired in it. */
  readonly alerts: number;
  /** False where every one of them was held back from its beginning. */
  readonly called: boolean;
  readonly ack?: {readonly by: string; readonly at: number};
  readonly notes: readonly HandoffNote[];
  /** The first of its alerts. */
  readonly first: EndedOccurrence;
}

interface Draft {
  readonly start: FactOf<'alert.fired'>;
  readonly issue: IssueName;
  severity: Severity;
  startedAt: number;
  endedAt: number | undefined;
  endSeenAt: number;
  alerts: number;
  called: boolean;
  ack: Episode['ack'];
  readonly notes: HandoffNote[];
  /** The alerts of it that fire, with when they began. */
  readonly firing: Map<AlertKey, number>;
}

/** Reads episodes from facts, oldest first; those of several journals by time (see `withoutRepeats`). */
export function episodesOf(facts: readonly Fact[], settings: Settings): readonly Episode[] {
  const reading = reader(settings, {makers: acksElsewhere(facts, settings), noted: notedAlerts(facts)});
  for (const fact of facts) reading.take(fact);
  return reading.drafts.map(finished);
}

/** When a fact was recorded, Unix ms. */
export function recordedAt(fact: Fact): number {
  return parseRfc3339(fact.at) ?? 0;
}

/** Who made the silences that call themselves acks, by `source/id`: the fact of one may come after what it changed. */
function acksElsewhere(facts: readonly Fact[], settings: Settings): ReadonlyMap<string, string> {
  const makers = new Map<string, string>();
  const prefixes = ackPrefixes(settings);
  const read = readFacts({
    'silence.placed': ({source, silence, comment, createdBy}) => {
      if (isAckComment(comment, prefixes)) makers.set(`${source}/${silence}`, createdBy);
    },
  });
  for (const fact of facts) read(fact);
  return makers;
}

/** Of which alerts something was said: only of those it has to be known which draft each of their times is in. */
function notedAlerts(facts: readonly Fact[]): ReadonlySet<AlertKey> {
  const noted = new Set<AlertKey>();
  const read = readFacts({'note.added': ({alert}) => void (alert !== undefined && noted.add(alertKey(alert)))});
  for (const fact of facts) read(fact);
  return noted;
}

interface Known {
  readonly makers: ReadonlyMap<string, string>;
  readonly noted: ReadonlySet<AlertKey>;
}

function reader(settings: Settings, {makers, noted}: Known) {
  const drafts: Draft[] = [];
  const running = runningAcks();
  /** The last episode of each issue. */
  const ofIssue = new Map<string, Draft>();
  const alerts = draftsOfAlerts(noted);

  const fired = (fact: FactOf<'alert.fired'>) => {
    if (isDeadMansSwitch(fact.source, fact.labels, settings)) return;
    const [issue, key] = [issueOf(fact), alertKey(fact)];
    const open = ofIssue.get(issue.id);
    const draft = open && open.firing.size > 0 ? open : begin(fact, issue);
    if (draft !== open) drafts.push(draft);
    ofIssue.set(issue.id, draft);
    alerts.add(key, fact.startsAt, draft);
    draft.firing.set(key, fact.startsAt);
    draft.alerts += 1;
    draft.called ||= fact.state !== 'suppressed';
    draft.startedAt = Math.min(draft.startedAt, fact.on);
    if (fact.severity < draft.severity) draft.severity = fact.severity;
    // An ack that goes on over a new beginning holds that, too, from its start.
    const holder = running.of(fact) ?? alerts.ackOf(fact);
    if (holder !== undefined) draft.ack ??= {by: holder.by, at: Math.max(holder.at, draft.startedAt)};
  };
  const changed = (fact: FactOf<'alert.changed'>) => {
    const draft = alerts.last(alertKey(fact));
    if (!draft) return;
    if (fact.severity !== undefined && fact.severity < draft.severity) draft.severity = fact.severity;
    draft.called ||= fact.suppressedBy?.length === 0;
    const by = fact.suppressedBy?.map(id => makers.get(`${fact.source}/${id}`)).find(name => name !== undefined);
    if (by !== undefined) draft.ack ??= {by, at: recordedAt(fact)};
  };
  const resolved = (fact: FactOf<'alert.resolved'>) => endIn(alerts.last(alertKey(fact)), fact);
  const acked = (fact: FactOf<'ack.requested'>) => {
    running.begins(fact);
    const ack = {by: fact.by, at: recordedAt(fact)};
    for (const one of fact.alerts) alerts.ack({...one, source: fact.source}, ack);
  };
  const said = (fact: FactOf<'note.added'>) => {
    const draft = fact.alert && alerts.at(fact.alert);
    draft?.notes.push({at: recordedAt(fact), by: fact.by, text: fact.text});
  };
  const take = readFacts({
    'alert.fired': fired,
    'alert.changed': changed,
    'alert.resolved': resolved,
    'ack.requested': acked,
    'ack.placed': running.placed,
    'ack.ended': running.ends,
    'note.added': said,
  });
  return {drafts, take};
}

/** Another cockpit may have seen it fire anew before this one wrote down that it had ended. */
function endIn(draft: Draft | undefined, fact: FactOf<'alert.resolved'>): void {
  const key = alertKey(fact);
  if (draft?.firing.get(key) !== fact.startsAt) return;
  draft.firing.delete(key);
  // The end that is recorded last need not be the last one.
  draft.endedAt = Math.max(draft.endedAt ?? fact.on, fact.on);
  draft.endSeenAt = Math.max(draft.endSeenAt, recordedAt(fact));
}

/** The last draft of each alert; and that of each time that one was there of which something was said. */
function draftsOfAlerts(noted: ReadonlySet<AlertKey>) {
  const ofAlert = new Map<AlertKey, Draft>();
  const ofTime = new Map<string, Draft>();
  /** Acks of what does not fire yet as these facts have it: another cockpit may have seen it earlier. */
  const early = new Map<string, NonNullable<Episode['ack']>>();
  return {
    add: (key: AlertKey, startsAt: number, draft: Draft) => {
      ofAlert.set(key, draft);
      if (noted.has(key)) ofTime.set(occurrenceAt(key, startsAt), draft);
    },
    last: (key: AlertKey) => ofAlert.get(key),
    at: (one: EndedOccurrence) => ofTime.get(occurrenceOf(one)) ?? ofAlert.get(alertKey(one)),
    ack: (one: EndedOccurrence, ack: NonNullable<Episode['ack']>) => {
      const draft = ofAlert.get(alertKey(one));
      if (draft === undefined || draft.firing.size === 0) early.set(occurrenceOf(one), ack);
      if (draft !== undefined) draft.ack ??= ack;
    },
    ackOf: (fact: FactOf<'alert.fired'>) => (early.size === 0 ? undefined : early.get(occurrenceOf(fact))),
  };
}

function occurrenceOf(one: EndedOccurrence): string {
  return occurrenceAt(alertKey(one), one.startsAt);
}

function occurrenceAt(key: AlertKey, startsAt: number): string {
  return `${key} ${startsAt}`;
}

interface RunningAck {
  readonly source: string;
  readonly by: string;
  readonly at: number;
}

/** Acks that have not ended, and whose silence holds an alert as it fires. */
function runningAcks() {
  const acks = new Map<string, RunningAck>();
  const ofSilence = new Map<string, string>();
  return {
    begins: (fact: FactOf<'ack.requested'>) =>
      void acks.set(fact.ack, {source: fact.source, by: fact.by, at: recordedAt(fact)}),
    placed: ({ack, silence}: FactOf<'ack.placed'>) => {
      const source = acks.get(ack)?.source;
      if (source !== undefined) ofSilence.set(`${source}/${silence}`, ack);
    },
    ends: ({ack}: FactOf<'ack.ended'>) => void acks.delete(ack),
    of: (fact: FactOf<'alert.fired'>): RunningAck | undefined => {
      const held = (fact.suppressedBy ?? []).map(id => ofSilence.get(`${fact.source}/${id}`) ?? '');
      return held.map(ack => acks.get(ack)).find(ack => ack !== undefined);
    },
  };
}

function begin(start: FactOf<'alert.fired'>, issue: IssueName): Draft {
  return {
    start,
    issue,
    severity: start.severity,
    startedAt: start.on,
    endedAt: undefined,
    endSeenAt: 0,
    alerts: 0,
    called: false,
    ack: undefined,
    notes: [],
    firing: new Map(),
  };
}

function finished(draft: Draft): Episode {
  const {start, issue, firing, ack} = draft;
  const ended = firing.size > 0 ? undefined : draft.endedAt;
  return {
    issue: issue.id,
    name: issue.name,
    place: issue.place,
    severity: draft.severity,
    startedAt: draft.startedAt,
    seenAt: recordedAt(start),
    ...(ended === undefined ? {} : {endedAt: ended, endSeenAt: draft.endSeenAt}),
    alerts: draft.alerts,
    called: draft.called,
    ...(ack ? {ack} : {}),
    notes: draft.notes,
    first: {source: start.source, fingerprint: start.fingerprint, startsAt: start.startsAt},
  };
}
