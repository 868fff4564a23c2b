import * as v from 'valibot';
import {type FoundIncident, type Target, TargetError, type TargetRequest} from '../../core/escalation/target.js';
import {plainText} from '../../lib/plain-text.js';
import {readAnswer} from '../http/http.js';
import type {VendorApi} from '../http/vendor-api.js';
import {readEach} from '../read-each.js';
import {type Fitter, fitter} from '../text/fit.js';
import {messageText} from '../text/message-text.js';
import {remarked} from '../text/remarked.js';

type Send = Target['send'];

const LONGEST = {title: 500, description: 50_000};

const text = v.nullish(v.string(), '');
const accepted = v.looseObject({deduplication_key: v.string()});
const alertList = v.looseObject({alerts: v.array(v.unknown())});
const rawAlert = v.looseObject({id: v.string(), title: text, status: text, deduplication_key: text, resolved_at: text});
const escalationList = v.looseObject({escalations: v.optional(v.unknown())});
const rawEscalation = v.looseObject({status: text, events: v.optional(v.unknown())});
const rawEvent = v.looseObject({
  event: text,
  occurred_at: text,
  users: v.nullish(v.array(v.looseObject({name: text})), []),
});

/** What can be done by alert events. `path` names the alert source. */
export function alertActs(events: VendorApi, path: string) {
  const send =
    (status: 'firing' | 'resolved'): Send =>
    async (request, {signal}) => {
      const fits = fitter();
      const {json} = await events({method: 'POST', path, json: event(request, status, fits)}, signal);
      if (!v.is(accepted, json)) throw unreadable();
      return {ref: {deduplication_key: request.thread}, ...remarked(fits.remark())};
    };
  return {create: send('firing'), resolve: send('resolved')};
}

function event(request: TargetRequest, status: 'firing' | 'resolved', fits: Fitter): unknown {
  const {message} = request;
  const link = message.links?.[0]?.url;
  return {
    status,
    deduplication_key: request.thread,
    title: fits.fit('the title', message.title, LONGEST.title),
    description: fits.fit('the text', messageText(message), LONGEST.description),
    ...(link === undefined ? {} : {source_url: link}),
    metadata: {
      severity: message.severity,
      source: message.source,
      labels: message.labels ?? {},
      ...(request.test ? {test: true} : {}),
    },
  };
}

/** The alerts that were made from events, and who acknowledged the pages that came of them. */
export async function findAlerts(
  api: VendorApi,
  threads: readonly string[],
  signal: AbortSignal,
): Promise<readonly FoundIncident[]> {
  const found: FoundIncident[] = [];
  for (const thread of threads) {
    const alert = await alertOf(api, thread, signal);
    if (alert === undefined) continue;
    const common = {ref: {id: alert.id}, thread, title: plainText(alert.title ?? '', {maxLength: 300}), assigned: []};
    found.push({...common, ...(await standing(api, alert, signal))});
  }
  return found;
}

type RawAlert = v.InferOutput<typeof rawAlert>;

/** Of several with one key the one that fires. */
async function alertOf(api: VendorApi, thread: string, signal: AbortSignal): Promise<RawAlert | undefined> {
  const query = {page_size: '25', 'deduplication_key[is]': thread};
  const {alerts} = readAnswer(await api({path: '/v2/alerts', query}, signal), alertList);
  const ofThread = readEach(rawAlert, alerts).filter(({deduplication_key}) => deduplication_key === thread);
  return ofThread.find(({status}) => status === 'firing') ?? ofThread[0];
}

type Standing = Pick<FoundIncident, 'status' | 'by' | 'on'>;

async function standing(api: VendorApi, alert: RawAlert, signal: AbortSignal): Promise<Standing> {
  if (alert.status !== 'resolved') return acknowledgement(api, alert.id, signal);
  const on = Date.parse(alert.resolved_at ?? '');
  return {status: 'resolved', ...(Number.isNaN(on) ? {} : {on})};
}

/** Not every key may read escalations: then nobody is known to have acknowledged it. */
async function acknowledgement(api: VendorApi, alert: string, signal: AbortSignal): Promise<Standing> {
  const query = {page_size: '25', 'alert[one_of]': alert};
  const read = v.safeParse(escalationList, (await api({path: '/v2/escalations', query, also: [403]}, signal)).json);
  const acked = readEach(rawEscalation, read.success ? read.output.escalations : undefined).filter(
    ({status}) => status === 'acked',
  );
  if (acked.length === 0) return {status: 'triggered'};
  const last = acked.flatMap(({events}) => readEach(rawEvent, events).filter(({event}) => event === 'acked')).at(-1);
  const by = plainText(last?.users?.[0]?.name ?? '', {maxLength: 200});
  const on = Date.parse(last?.occurred_at ?? '');
  return {status: 'acknowledged', ...(by === '' ? {} : {by}), ...(Number.isNaN(on) ? {} : {on})};
}

function unreadable(): TargetError {
  return new TargetError('bad-answer', 'incident.io answered without a deduplication key.', {
    hint: 'Check `url` and `source`: something else may answer there.',
  });
}
