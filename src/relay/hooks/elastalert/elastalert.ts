import * as v from 'valibot';
import {readJson} from '../body/read-body.js';
import {isRecord, own, ownText} from '../body/record.js';
import {type Asked, defineHook, nameEntry, powersOf, resolveAfterEntry} from '../define-hook.js';
import type {HookRequest, HookResult, Inbound} from '../hook.js';
import {type Outcome, readEach, refuse} from '../outcome.js';
import {withAlertName} from '../tell/alert-name.js';
import {readAlert} from '../tell/read-alert.js';
import {readMatch} from './read-match.js';

const DAY = 24 * 60 * 60_000;

const options = v.strictObject({
  ...nameEntry,
  /** Nothing else would ever end its alerts. */
  resolveAfter: v.optional(resolveAfterEntry.resolveAfter, DAY),
  /** Fields of a match, with dots, that become labels of the same name, beside those that are known to name a thing. */
  labels: v.optional(v.array(v.pipe(v.string(), v.nonEmpty('must not be empty'))), []),
});

type Options = v.InferOutput<typeof options>;

const MOST_ALERTS = 100_000;

/**
 * ElastAlert 2: its `alertmanager` alerter posts a list, as to an Alertmanager (and so may anything that can post to
 * one), its `http_post` and `http_post2` alerters the document that matched. Nothing tells that a match is over.
 */
export const elastalertHook = defineHook({
  path: 'elastalert',
  // The alerter puts `/api/<version>/alerts` behind whatever it is given as a host.
  aliases: ['', '/v1/hooks/elastalert'].flatMap(host => [`${host}/api/v1/alerts`, `${host}/api/v2/alerts`]),
  options,
  powers: ({resolveAfter}) => powersOf({silence: false, resolve: false, resolveAfter}),
  read(request, asked): HookResult {
    const json = readJson(request);
    if (!json.ok) return json;
    const inbound = readBody(json.value, request, asked);
    return inbound.ok ? {ok: true, inbound: inbound.value, wake: []} : inbound;
  },
});

function readBody(
  body: unknown,
  {now}: HookRequest,
  {source, options: {resolveAfter, labels}}: Asked<Options>,
): Outcome<readonly Inbound[]> {
  const telling = {source, now, resolveAfter};
  if (isRecord(body)) return readEach([body], match => readMatch(match, {...telling, labelFields: labels}));
  if (!Array.isArray(body)) return refuse('The body is neither a list of alerts nor a document.');
  if (body.length > MOST_ALERTS) return refuse(`The body has more than ${MOST_ALERTS} alerts.`);
  return readEach(body, (alert, index) => readPosted(alert, {...telling, where: `[${index}]`}));
}

interface PostedReading {
  readonly source: string;
  readonly now: number;
  readonly resolveAfter: number | undefined;
  readonly where: string;
}

/** An alert as `POST /api/v2/alerts` of Alertmanager takes it: it fires until its end, and an end may be far ahead. */
function readPosted(alert: unknown, {where, ...telling}: PostedReading): Outcome<Inbound> {
  if (!isRecord(alert)) return refuse(`\`${where}\` is not an object.`);
  const raw = {
    status: 'by-end',
    labels: own(alert, 'labels'),
    annotations: own(alert, 'annotations'),
    startsAt: own(alert, 'startsAt'),
    endsAt: own(alert, 'endsAt'),
    generatorURL: ownText(alert, 'generatorURL'),
  } as const;
  return readAlert(raw, {
    ...telling,
    where: `${where}.`,
    complete: (labels, annotations) => withAlertName(labels, {...annotations, ...labels}, telling.source),
  });
}
