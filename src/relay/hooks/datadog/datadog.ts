import * as v from 'valibot';
import {readJsonOrForm} from '../body/read-body.js';
import {isRecord} from '../body/record.js';
import {defineHook, nameEntry, powersOf, resolveAfterEntry, secretsEntry} from '../define-hook.js';
import {refuse} from '../outcome.js';
import {checkSecretHeader, secretHeaderEntry} from '../proof/secret-header.js';
import {readMonitor} from './read-monitor.js';

const options = v.strictObject({
  ...nameEntry,
  ...resolveAfterEntry,
  ...secretsEntry,
  ...secretHeaderEntry,
});

/** Datadog's webhooks integration with our payload, as JSON or as a form. Datadog signs nothing; a header is the proof. */
export const datadogHook = defineHook({
  path: 'datadog',
  types: ['application/json', 'application/x-www-form-urlencoded'],
  options,
  powers: ({resolveAfter}) => powersOf({silence: false, resolve: true, resolveAfter}),
  proves: (_, {secrets}) => secrets.length > 0,
  read(request, {options: {secrets, header, resolveAfter}, source}) {
    const unproven = checkSecretHeader(request, {secrets, header});
    if (unproven !== undefined) return unproven;
    const body = readJsonOrForm(request);
    if (!body.ok) return body;
    if (!isRecord(body.value)) return refuse('The body is not an object.');
    const inbound = readMonitor(body.value, {source, now: request.now, resolveAfter});
    return inbound.ok ? {ok: true, inbound: [inbound.value], wake: []} : inbound;
  },
});
