import * as v from 'valibot';
import {readJson} from './body/read-body.js';
import {own} from './body/record.js';
import {defineHook, nameEntry, powersOf, resolveAfterEntry} from './define-hook.js';
import {refuse} from './outcome.js';
import {isWebhook, readWebhook} from './webhook/read-webhook.js';

const options = v.strictObject({
  ...nameEntry,
  ...resolveAfterEntry,
  /** False for a sender that only has the shape of an Alertmanager. */
  silence: v.optional(v.boolean(), true),
});

/** Alertmanager's webhook, version 4, of 0.22 and newer; also from what else sends this shape. */
export const alertmanagerHook = defineHook({
  path: 'alertmanager',
  options,
  powers: ({silence, resolveAfter}) => powersOf({silence, resolve: true, resolveAfter}),
  read(request, {options: {resolveAfter}, source}) {
    const json = readJson(request);
    if (!json.ok) return json;
    const body = json.value;
    if (!isWebhook(body)) return refuse('The body is no webhook of Alertmanager: it has no list `alerts`.');
    const version = own(body, 'version');
    if (version === '1') return refuse('This looks like a webhook of Grafana: send it to /v1/hooks/grafana.');
    if (version !== undefined && version !== '4')
      return refuse('The webhook is not of version 4, the only one known here.');
    return readWebhook(body, {request, source, resolveAfter});
  },
});
