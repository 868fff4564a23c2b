import type {Severity} from '../../../src/core/alert/severity.js';
import {
  chance,
  DAY,
  type Firing,
  HOUR,
  MINUTE,
  nameOf,
  SECOND,
  skewed,
  someone,
  type Tale,
  type Trouble,
  within,
} from './tale.js';

const ACKED: Readonly<Record<Severity, number>> = {P1: 0.95, P2: 0.85, P3: 0.4, P4: 0.1};
/** An ack is extended this often, ms; longer ones are left out of the year. */
const EXTENDED = {every: 10 * MINUTE, most: 12};

/** What people do about a call; when it was acked, where it was. */
export function actUpon(tale: Tale, trouble: Trouble): number | undefined {
  const acked = acks(tale, trouble);
  if (acked !== undefined) followsUp(tale, trouble, acked);
  if (isUrgent(trouble) && chance(tale, 0.12)) escalates(tale, trouble);
  if (chance(tale, 0.15)) judges(tale, trouble);
  return acked;
}

function isUrgent({severity}: Trouble): boolean {
  return severity === 'P1' || severity === 'P2';
}

function acks(tale: Tale, trouble: Trouble): number | undefined {
  const at = trouble.seenAt + skewed(tale, 20 * SECOND, isUrgent(trouble) ? 30 * MINUTE : 8 * HOUR);
  const held = trouble.alerts.filter(one => one.seenAt < at && at < one.overAt);
  if (held.length === 0 || !chance(tale, ACKED[trouble.severity])) return undefined;
  if (chance(tale, 0.25)) elsewhere(tale, held, at);
  else ours(tale, {held, at, overAt: trouble.overAt});
  return at;
}

/** With another tool: a silence that calls itself an ack, heard of before or after what it does. */
function elsewhere(tale: Tale, held: readonly Firing[], at: number): void {
  const silence = tale.newId('theirs-');
  const source = held[0]?.source ?? 'eu';
  for (const one of held) {
    tale.tell(at, {type: 'alert.changed', ...nameOf(one), state: 'suppressed', suppressedBy: [silence]}, 'wk');
  }
  tale.tell(
    at + (chance(tale, 0.5) ? SECOND : -SECOND),
    {
      type: 'silence.placed',
      source,
      silence,
      matchers: [],
      startsAt: at,
      endsAt: at + HOUR,
      createdBy: someone(tale),
      comment: chance(tale, 0.8) ? 'ACK! mine' : 'deploy',
      ours: false,
    },
    'wk',
  );
}

function ours(
  tale: Tale,
  {held, at, overAt}: {readonly held: readonly Firing[]; readonly at: number; readonly overAt: number},
): void {
  const [ack, silence, source] = [tale.newId('ack-'), tale.newId('ours-'), held[0]?.source ?? 'eu'];
  const by = someone(tale);
  const alerts = held.map(({fingerprint, startsAt}) => ({fingerprint, startsAt}));
  const words = {title: held[0]?.labels.alertname ?? '', comment: 'ACK! on it', matchers: []};
  tale.tell(at, {type: 'ack.requested', ack, source, alerts, ...words, duration: 15 * MINUTE, extend: true}, by);
  const endsAt = at + 15 * MINUTE;
  tale.tell(at + SECOND, {type: 'ack.placed', ack, silence, startsAt: at, endsAt, member: 'am-1:9093'}, 'wk');
  for (let turn = 1; turn <= EXTENDED.most && at + turn * EXTENDED.every < overAt; turn += 1) {
    const then = at + turn * EXTENDED.every;
    tale.tell(then, {type: 'ack.extended', ack, silence, endsAt: then + 15 * MINUTE}, 'wk');
  }
  tale.tell(overAt + 40 * MINUTE, {type: 'ack.ended', ack, reason: 'resolved'}, 'wk');
  // It comes back while the ack goes on, and is held from its beginning.
  const [first] = held;
  if (first !== undefined && chance(tale, 0.1))
    again(tale, first, {silence, on: overAt + within(tale, 1, 20) * MINUTE});
}

function again(tale: Tale, first: Firing, {silence, on}: {readonly silence: string; readonly on: number}): void {
  const instance = tale.newId('pod-');
  const name = {source: first.source, fingerprint: instance.padStart(16, '0'), startsAt: on};
  const labels = {...first.labels, instance};
  const state = {severity: first.labels.severity === 'critical' ? 'P1' : 'P3', state: 'suppressed'} as const;
  tale.tell(on + 5 * SECOND, {type: 'alert.fired', ...name, labels, ...state, suppressedBy: [silence], on}, 'wk');
  // The source shows it once without its silence, so that it called.
  if (chance(tale, 0.5)) tale.tell(on + 10 * SECOND, {type: 'alert.changed', ...name, suppressedBy: []}, 'wk');
  tale.tell(on + 5 * MINUTE, {type: 'alert.resolved', ...name, on: on + 4 * MINUTE, reason: 'absent'}, 'wk');
}

function followsUp(tale: Tale, {rule, alerts: [first]}: Trouble, at: number): void {
  const [by, alert] = [someone(tale), nameOf(first)];
  if (chance(tale, 0.3))
    tale.tell(at + MINUTE, {type: 'note.added', note: tale.newId('n-'), text: 'a look', alert}, by);
  if (rule % 3 === 0 || !chance(tale, 0.4)) return;
  const [walk, title] = [tale.newId('walk-'), `What to do about Rule${rule}`];
  const document = {file: `rule-${rule}.md`, document: 'doc', title, hash: 'h', total: 3};
  tale.tell(at + 30 * SECOND, {type: 'runbook.opened', walk, ...document, alert, labels: first.labels}, by);
  tale.tell(at + 9 * MINUTE, {type: 'runbook.closed', walk, done: 2, skipped: 1, total: 3}, by);
}

function escalates(tale: Tale, {alerts, severity, seenAt, overAt}: Trouble): void {
  const at = within(tale, seenAt, overAt);
  const [escalation, delivery, key] = [tale.newId('esc-'), tale.newId('dlv-'), tale.newId('key-')];
  const about = alerts.slice(0, within(tale, 1, alerts.length)).map(nameOf);
  const title = `${severity} call`;
  const rung = {group: 'g', policy: 'all', level: 'second', generation: '1', clock: 'unacked'} as const;
  const asked = {title, severity, since: seenAt, who: ['lee'], targets: ['pager']};
  tale.tell(at, {type: 'escalation.requested', escalation, ...rung, ...asked, alerts: about});
  const message = {title, text: '', severity, status: 'firing', source: 'eu', by: 'ana', at} as const;
  const sent = {
    target: 'pager',
    kind: 'pagerduty',
    verb: 'create',
    key,
    thread: key,
    title,
    expiresAt: at + HOUR,
  } as const;
  tale.tell(at, {type: 'delivery.requested', delivery, ...sent, message, alerts: about, escalation});
  tale.tell(at + 2 * SECOND, {type: 'delivery.sent', delivery, attempts: 1}, 'wk');
}

/** Rules differ in how often they are worth anything; some people think again. */
function judges(tale: Tale, {rule, alerts}: Trouble): void {
  const one = alerts[within(tale, 0, alerts.length - 1)] ?? alerts[0];
  const at = one.seenAt + skewed(tale, MINUTE, 2 * DAY);
  const verdict = chance(tale, rule % 4 === 0 ? 0.8 : 0.2) ? 'noise' : 'actionable';
  tale.tell(at, {type: 'alert.judged', ...nameOf(one), verdict}, someone(tale));
  if (!chance(tale, 0.1)) return;
  const other = verdict === 'noise' ? 'actionable' : 'noise';
  tale.tell(at + HOUR, {type: 'alert.judged', ...nameOf(one), verdict: other}, someone(tale));
}
