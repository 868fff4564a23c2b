import * as v from 'valibot';
import type {FoundIncident} from '../../core/escalation/target.js';
import {plainText} from '../../lib/plain-text.js';
import {readEach} from '../read-each.js';
import {aliasOf} from './requests.js';

const rawAlert = v.looseObject({
  id: v.string(),
  alias: v.optional(v.nullable(v.string())),
  message: v.optional(v.nullable(v.string()), ''),
  status: v.optional(v.nullable(v.string()), ''),
  acknowledged: v.optional(v.boolean(), false),
  createdAt: v.optional(v.nullable(v.string())),
  updatedAt: v.optional(v.nullable(v.string())),
  owner: v.optional(v.nullable(v.string())),
  report: v.optional(
    v.nullable(
      v.looseObject({
        ackTime: v.optional(v.nullable(v.number())),
        closeTime: v.optional(v.nullable(v.number())),
        acknowledgedBy: v.optional(v.nullable(v.string())),
        closedBy: v.optional(v.nullable(v.string())),
      }),
    ),
  ),
});

type RawAlert = v.InferOutput<typeof rawAlert>;

/** The alerts of these aliases; of several with one alias the open one, else the newest. */
export function foundAlerts(list: unknown, threads: readonly string[]): readonly FoundIncident[] {
  const alerts = readEach(rawAlert, list);
  return threads.flatMap(thread => {
    const ofThread = alerts.filter(alert => alert.alias === aliasOf(thread)).sort(newestFirst);
    const chosen = ofThread.find(alert => alert.status !== 'closed') ?? ofThread[0];
    return chosen === undefined ? [] : [found(chosen, thread)];
  });
}

function newestFirst(a: RawAlert, b: RawAlert): number {
  return (b.createdAt ?? '').localeCompare(a.createdAt ?? '');
}

function found(alert: RawAlert, thread: string): FoundIncident {
  const status = statusOf(alert);
  const by = status === 'resolved' ? alert.report?.closedBy : (alert.report?.acknowledgedBy ?? alert.owner);
  const on = status === 'triggered' ? undefined : momentOf(alert, status);
  return {
    ref: {id: alert.id},
    thread,
    title: plainText(alert.message ?? '', {maxLength: 300}),
    status,
    ...(status !== 'triggered' && by ? {by: plainText(by, {maxLength: 200})} : {}),
    ...(on === undefined ? {} : {on}),
    assigned: alert.owner ? [plainText(alert.owner, {maxLength: 200})] : [],
  };
}

function statusOf(alert: RawAlert): FoundIncident['status'] {
  if (alert.status === 'closed') return 'resolved';
  return alert.acknowledged ? 'acknowledged' : 'triggered';
}

/** The report counts from the creation of the alert. */
function momentOf(alert: RawAlert, status: FoundIncident['status']): number | undefined {
  const after = status === 'resolved' ? alert.report?.closeTime : alert.report?.ackTime;
  const created = Date.parse(alert.createdAt ?? '');
  const at = typeof after === 'number' ? created + after : Date.parse(alert.updatedAt ?? '');
  return Number.isNaN(at) ? undefined : at;
}
