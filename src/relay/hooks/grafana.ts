import * as v from 'valibot';
import {readJson} from './body/read-body.js';
import {type JsonRecord, own} from './body/record.js';
import {defineHook, nameEntry, powersOf, resolveAfterEntry, secretsEntry} from './define-hook.js';
import {refuse} from './outcome.js';
import {checkSignature} from './proof/grafana-signature.js';
import {headerName} from './proof/secret-header.js';
import {isWebhook, readWebhook} from './webhook/read-webhook.js';

const options = v.strictObject({
  ...nameEntry,
  ...resolveAfterEntry,
  ...secretsEntry,
  /** The header that holds the signature. */
  header: v.optional(headerName, 'X-Grafana-Alerting-Signature'),
  /** The header that holds the time of signing, where the contact point sends one. */
  timestampHeader: v.optional(headerName),
  /** True where the Alertmanager API of this Grafana is configured as an Alertmanager of the same name. */
  silence: v.optional(v.boolean(), false),
});

/** What Grafana says of an alert beside its annotations. */
const EXTRAS = ['dashboardURL', 'panelURL', 'silenceURL', 'imageURL', 'ruleUID', 'valueString', 'values'];

/** Grafana's webhook contact point with its own payload; signed where secrets are configured. */
export const grafanaHook = defineHook({
  path: 'grafana',
  methods: ['POST', 'PUT'],
  options,
  powers: ({silence, resolveAfter}) => powersOf({silence, resolve: true, resolveAfter}),
  proves: (_, {secrets}) => secrets.length > 0,
  read(request, {options: {secrets, header, timestampHeader, resolveAfter}, source}) {
    const forged = checkSignature(request, {secrets, header, timestampHeader});
    if (forged !== undefined) return forged;
    const json = readJson(request);
    if (!json.ok) return json;
    const body = json.value;
    if (!isWebhook(body))
      return refuse(
        "The body is not Grafana's own payload: for a custom payload set up a mapping, and send it to /v1/hooks/generic/NAME.",
      );
    return readWebhook(body, {request, source, resolveAfter, extras});
  },
});

function extras(alert: JsonRecord): JsonRecord {
  const found = EXTRAS.map(name => [name, own(alert, name)] as const);
  return Object.fromEntries(found.filter(([, value]) => value !== undefined && value !== null && value !== ''));
}
