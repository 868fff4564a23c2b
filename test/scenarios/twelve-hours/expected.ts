import {expect} from 'vitest';
import type {Handoff} from '../../../src/core/handoff/handoff.js';
import {MINUTE, type Played} from './play.js';
import {
  CHANGES,
  CRASH,
  FULL,
  INCIDENTS,
  issueOf,
  LENGTH,
  NOTES,
  OUTAGE,
  PAGES,
  QUESTIONS,
  type ScriptedAlert,
  type ScriptedSeverity,
  SILENCES,
  TOLD,
  VERDICT,
  WALKS,
} from './script.js';

/** So late, in minutes, an end may be seen: two polls, and the grace in which an alert may only be missing. */
const LATE = 4;
/** What is measured by when it is first looked at, minutes. */
const NEAR = 3;

/** Times of one issue, from its first alert to its last. */
interface Time {
  readonly issue: string;
  readonly severity: ScriptedSeverity;
  readonly from: number;
  readonly to: number | undefined;
  readonly alerts: number;
  readonly ack: number | undefined;
  readonly notes: readonly string[];
}

/** The times that a cockpit could see, by the script: alerts of one issue that overlap are one. */
function timesIn(alerts: readonly ScriptedAlert[]): readonly Time[] {
  const times = new Map<string, Time>();
  for (const alert of alerts) {
    const {name, service} = TOLD.missed;
    if (alert.name === name && alert.service === service) continue;
    const to = alert.to !== undefined && alert.to < LENGTH ? alert.to : undefined;
    const key = `${issueOf(alert)} ${alert.from}`;
    const known = times.get(key);
    times.set(key, {
      issue: issueOf(alert),
      severity: alert.severity,
      from: alert.from,
      to,
      alerts: (known?.alerts ?? 0) + 1,
      ack: alert.ack,
      notes: (alert.notes ?? []).map(({text}) => text),
    });
  }
  return [...times.values()];
}

const urgent = ({severity}: {readonly severity: string}) => severity < 'P3';
const nameOf = ({name, place}: {readonly name: string; readonly place: string}) => `${name} in ${place}`;
const sorted = (all: readonly string[]) => [...all].sort();

/** Compares the handoff with the script, both ways: nothing is missing, and nothing is in it that was not written. */
export function expectHandoff(handoff: Handoff, alerts: readonly ScriptedAlert[], played: Played): void {
  const minute = (time: number) => (time - played.begin) / MINUTE;
  const times = timesIn(alerts);
  expect([minute(handoff.from), minute(handoff.to), handoff.operator, handoff.people]).toEqual([
    1,
    LENGTH - 1,
    'ana',
    ['ana'],
  ]);
  expectEnded(handoff, times, minute);
  expectLesser(handoff, times);
  expectOngoing(handoff, times, minute);
  expectFigures(handoff, times);
  expectNoisy(handoff, times);
  expectIncidents(handoff, minute);
  expectSaid(handoff, played, minute);
  expectStanding(handoff, times, minute);
  expectBlind(handoff, played, minute);
  expect([handoff.unseen, handoff.left, handoff.unread, handoff.edit, handoff.recordedFrom]).toEqual([
    [],
    [],
    undefined,
    undefined,
    undefined,
  ]);
}

type Minute = (time: number) => number;

function expectEnded({ended}: Handoff, times: readonly Time[], minute: Minute): void {
  const expected = times.filter(time => urgent(time) && time.to !== undefined);
  const key = (severity: string, issue: string, from: number) => `${severity} ${issue} ${Math.round(from)}`;
  const found = new Map(ended.map(one => [key(one.severity, nameOf(one), minute(one.startedAt)), one]));
  expect(sorted([...found.keys()])).toEqual(sorted(expected.map(one => key(one.severity, one.issue, one.from))));
  expect(ended).toHaveLength(expected.length);
  for (const time of expected) {
    const one = found.get(key(time.severity, time.issue, time.from));
    if (one === undefined) throw new Error(`${time.issue} is missing`);
    const late = minute(one.endedAt) - seenEnd(time);
    expect(late, `end of ${time.issue}`).toBeGreaterThanOrEqual(0);
    expect(late, `end of ${time.issue}`).toBeLessThanOrEqual(LATE);
    const ackedAt = one.timeToAck === undefined ? undefined : Math.round(minute(one.startedAt + one.timeToAck));
    const acked = time.ack === undefined ? undefined : 'ana';
    expect([time.issue, one.alerts, one.ackedBy, ackedAt]).toEqual([time.issue, time.alerts, acked, time.ack]);
    expect(one.notes.map(({text}) => text)).toEqual(time.notes);
  }
}

/** What ended while no cockpit was open is seen when one is opened. */
function seenEnd({to = 0}: Time): number {
  return to >= CRASH.from && to < CRASH.to ? CRASH.to : to;
}

function expectLesser({lesser}: Handoff, times: readonly Time[]): void {
  const issues = new Map<string, {times: number; total: number}>();
  for (const time of times.filter(one => !urgent(one) && one.to !== undefined)) {
    const key = `${time.severity} ${time.issue}`;
    const known = issues.get(key) ?? {times: 0, total: 0};
    issues.set(key, {times: known.times + 1, total: known.total + (time.to ?? 0) - time.from});
  }
  const found = lesser.map(one => `${one.severity} ${nameOf(one)} ${one.times}`);
  expect(sorted(found)).toEqual(sorted([...issues].map(([key, one]) => `${key} ${one.times}`)));
  for (const one of lesser) {
    const total = issues.get(`${one.severity} ${nameOf(one)}`)?.total ?? 0;
    expect(one.total / MINUTE).toBeGreaterThanOrEqual(total);
    expect(one.total / MINUTE).toBeLessThanOrEqual(total + LATE * one.times);
  }
}

function expectOngoing({ongoing}: Handoff, times: readonly Time[], minute: Minute): void {
  const told = ongoing.map(one => ({
    severity: one.severity,
    issue: nameOf(one),
    since: Math.round(minute(one.since)),
    held: one.held.map(({kind, by}) => [kind, by]),
    notes: one.notes.map(({text}) => text),
  }));
  const written = times
    .filter(({to}) => to === undefined)
    .map(({severity, issue, from, ack, notes}) => ({
      severity,
      issue,
      since: from,
      held: [ack === undefined ? ['unacked', undefined] : ['acked', 'ana']],
      notes,
    }));
  const byIssue = (a: {readonly issue: string}, b: {readonly issue: string}) => a.issue.localeCompare(b.issue);
  expect(told.toSorted(byIssue)).toEqual(written.toSorted(byIssue));
}

function expectFigures({figures}: Handoff, times: readonly Time[]): void {
  const of = (severity: string) => times.filter(time => time.severity === severity);
  const fired = (severity: string) => of(severity).reduce((sum, {alerts}) => sum + alerts, 0);
  expect(figures.fired).toEqual({P1: fired('P1'), P2: fired('P2'), P3: fired('P3'), P4: fired('P4')});
  expect(figures.pages).toEqual({P1: of('P1').length, P2: of('P2').length});
  expect(figures.neverAcked).toBe(times.filter(time => urgent(time) && time.ack === undefined).length);
  for (const severity of ['P1', 'P2'] as const) {
    const acks = of(severity).flatMap(({ack, from}) => (ack === undefined ? [] : [ack - from]));
    const target = {P1: 5, P2: 15}[severity];
    const {count, inTime, median} = figures.timeToAck[severity];
    expect([count, inTime]).toEqual([acks.length, acks.filter(ms => ms <= target).length]);
    expect((median ?? 0) / MINUTE).toBeCloseTo(middle(acks), 1);
    expect(figures.timeToResolve[severity].count).toBe(of(severity).filter(({to}) => to !== undefined).length);
  }
}

function middle(values: readonly number[]): number {
  const all = [...values].sort((a, b) => a - b);
  const half = all.length / 2;
  return Number.isInteger(half) ? ((all[half - 1] ?? 0) + (all[half] ?? 0)) / 2 : (all[Math.floor(half)] ?? 0);
}

function expectNoisy({noisy}: Handoff, times: readonly Time[]): void {
  const counts = new Map<string, number>();
  for (const {issue} of times) counts.set(issue, (counts.get(issue) ?? 0) + 1);
  const judged = noisy.filter(one => one.judged !== undefined);
  expect(judged.map(one => [nameOf(one), one.judged])).toEqual([
    [issueOf(TOLD.noise), {by: 'ana', reason: VERDICT.reason}],
  ]);
  const often = noisy.filter(one => one.judged === undefined);
  for (const one of noisy) expect(one.fired, nameOf(one)).toBe(counts.get(nameOf(one)));
  const most = [...counts.values()].filter(count => count >= 3).sort((a, b) => b - a);
  expect(often.map(({fired}) => fired)).toEqual(most.slice(0, 5));
}

function expectIncidents({incidents}: Handoff, minute: Minute): void {
  const told = incidents.map(
    ({title, severity, status, impact, cause, fix, followUp, commander, tasks, pages, ...one}) => ({
      title,
      severity,
      status,
      said: [impact, cause, fix, followUp],
      commander,
      tasks,
      from: Math.round(minute(one.startedAt)),
      to: one.resolvedAt === undefined ? undefined : Math.round(minute(one.resolvedAt)),
      pages: pages.map(page => `${page.target} ${Math.round(minute(page.requestedAt))} ${page.state} by ${page.by}`),
    }),
  );
  const written = INCIDENTS.map(one => {
    const resolved = 'resolved' in one ? one.resolved : undefined;
    return {
      title: one.title,
      severity: one.severity,
      status: resolved === undefined ? 'detected' : 'resolved',
      said: [one.impact, resolved?.cause, resolved?.fix, resolved?.followUp],
      commander: 'ana',
      tasks: resolved === undefined ? ['ask mo for the trace (lee)'] : [],
      from: TOLD[one.key].from,
      to: resolved?.at,
      pages: PAGES.filter(({key}) => key === one.key).map(
        ({target, at, arrives}) => `${target} ${at} ${arrives ? 'sent' : 'failed'} by ana`,
      ),
    };
  });
  const byTitle = (a: {readonly title: string}, b: {readonly title: string}) => a.title.localeCompare(b.title);
  expect(told.toSorted(byTitle)).toEqual(written.toSorted(byTitle));
}

/** What people said and did. */
function expectSaid({notes, changes, questions}: Handoff, played: Played, minute: Minute): void {
  const squeezed = played.squeezed.map(text => [FULL.from, text] as const);
  const said = [...NOTES.map(({at, text}) => [at, text] as const), ...squeezed].sort(([a], [b]) => a - b);
  expect(notes.map(({at, by, text}) => [Math.round(minute(at)), by, text])).toEqual(
    said.map(([at, text]) => [at, 'ana', text]),
  );
  const ran = Object.values(WALKS).map(({at, title}) => [
    at,
    `ran echo ${title.split(' ')[0]} changed on bastion (exit 0)`,
    undefined,
  ]);
  const done = [...CHANGES.map(({at, text, service}) => [at, text, service]), ...ran];
  expect(changes.map(({on, text, service}) => [Math.round(minute(on)), text, service])).toEqual(
    done.toSorted(([a], [b]) => Number(a) - Number(b)),
  );
  expect(questions.map(({by, text}) => [by, text])).toEqual(QUESTIONS.map(({text}) => ['ana', text]));
}

/** What still stands when the watch is over. */
function expectStanding({walks, silences, unsent}: Handoff, times: readonly Time[], minute: Minute): void {
  expect(walks.map(({title, done, total, openedAt}) => [title, done, total, Math.round(minute(openedAt))])).toEqual([
    [WALKS.half.title, 2, 3, WALKS.half.at],
  ]);
  const {standing} = SILENCES;
  expect(
    silences.filter(({isAck}) => !isAck).map(({comment, by, endsAt}) => [comment, by, Math.round(minute(endsAt))]),
  ).toEqual([[standing.comment, 'ana', standing.at + standing.minutes]]);
  const acked = times.filter(({to, ack}) => to === undefined && ack !== undefined);
  expect(silences.filter(({isAck}) => isAck)).toHaveLength(acked.length);
  expect(unsent.map(({target, state, by}) => [target, state, by])).toEqual([['broken', 'failed', 'ana']]);
}

/** When nobody could see, and what of that time is known all the same. */
function expectBlind({blind, unwatched}: Handoff, played: Played, minute: Minute): void {
  const outages = blind.filter(({kind}) => kind === 'source');
  expect(outages.map(({source}) => source)).toEqual(['us']);
  for (const {from, to = 0} of outages) expectSpan([from, to].map(minute), OUTAGE);
  const unrecorded = blind.filter(({kind}) => kind === 'journal');
  expect(blind).toHaveLength(outages.length + unrecorded.length);
  expect(unrecorded.length > 0).toBe(played.disk !== undefined);
  if (unrecorded.length > 0) {
    const ends = unrecorded.map(({to = 0}) => minute(to));
    expectSpan([Math.min(...unrecorded.map(({from}) => minute(from))), Math.max(...ends)], FULL);
  }
  const [gap, ...more] = unwatched.spans;
  expect(more).toEqual([]);
  expectSpan([gap?.from ?? 0, gap?.to ?? 0].map(minute), CRASH);
  const told = (all: NonNullable<typeof gap>['found'] = []) =>
    all.map(one => [one.severity, nameOf(one), Math.round(minute(one.from)), one.to && Math.round(minute(one.to))]);
  expect(told(gap?.found)).toEqual([['P2', issueOf(TOLD.found), TOLD.found.from, undefined]]);
  const {missed} = TOLD;
  expect(told(gap?.asked[0]?.missed)).toEqual([['P1', `${missed.name} in ${missed.service}`, missed.from, missed.to]]);
}

function expectSpan(
  [from = 0, to = 0]: readonly number[],
  written: {readonly from: number; readonly to: number},
): void {
  expect(Math.abs(from - written.from), `${from} for ${written.from}`).toBeLessThanOrEqual(NEAR);
  expect(Math.abs(to - written.to), `${to} for ${written.to}`).toBeLessThanOrEqual(NEAR);
}
