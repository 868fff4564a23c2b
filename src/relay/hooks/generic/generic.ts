import {readJson} from '../body/read-body.js';
import {defineHook, powersOf} from '../define-hook.js';
import {readEach, refuse} from '../outcome.js';
import {checkSecretHeader} from '../proof/secret-header.js';
import {mappingOptions} from './mapping.js';
import {at} from './pointer.js';
import {readMapped} from './read-mapped.js';

/** Any JSON, by a mapping of JSON pointers that is configured under a name. */
export const genericHook = defineHook({
  path: 'generic/:name',
  methods: ['POST', 'PUT'],
  options: mappingOptions,
  powers: ({status, resolveAfter}) => powersOf({silence: false, resolve: status !== undefined, resolveAfter}),
  proves: (_, {secrets}) => secrets.length > 0,
  read(request, {options: mapping, source}) {
    const unproven = checkSecretHeader(request, mapping);
    if (unproven !== undefined) return unproven;
    const json = readJson(request);
    if (!json.ok) return json;
    const body = json.value;
    const found = at(mapping.alerts, {alert: body, body});
    if (found === undefined) return refuse(`There is nothing at \`${mapping.alerts}\`, where the alerts should be.`);
    const alerts: readonly unknown[] = Array.isArray(found) ? found : [found];
    if (alerts.length > mapping.most) return refuse(`The body has more than ${mapping.most} alerts.`);
    const reading = {source, now: request.now, mapping, body};
    const inbound = readEach(alerts, (alert, index) =>
      readMapped(alert, {...reading, index: Array.isArray(found) ? index : undefined}),
    );
    return inbound.ok ? {ok: true, inbound: inbound.value, wake: []} : inbound;
  },
});
