import {Ajv2020} from 'ajv/dist/2020.js';
import {describe, expect, test} from 'vitest';
import {hookFaults} from '../../src/cli/wire/relay/served-hooks.js';
import {checkFile} from '../../src/config/check-file.js';
import {configJsonSchema, type JsonSchema} from '../../src/config/json-schema.js';
import {relayOf} from '../../src/config/relay.js';
import {configTemplate} from '../../src/config/template.js';
import {parseYaml} from '../../src/config/yaml-file.js';
import {hooks} from '../../src/relay/hooks/index.js';
import {targets} from '../../src/targets/index.js';

const accepts = new Ajv2020({strict: false, validateFormats: false}).compile(configJsonSchema(targets, hooks));

describe('the JSON Schema of the configuration', () => {
  test.each([
    'operator: ana',
    'alertmanagers: [{name: eu, urls: ["http://am:9093"], poll: 5s, auth: {bearer: {env: T}}, headers: {A: b, C: {file: d}}}]',
    'severity: {scheme: sev, map: {page: P1}, sla: {P1: {ack: 1h30m}}}',
    'targets: {pager: {kind: pagerduty, routing_key: {env: K}, timeout: 5s, tls: {ca: x}}}',
    'handoff: {posts: []}',
    'ui: {views: [{name: a, filter: b}], bell: false}',
    'calendar: {zone: Europe/Berlin, business: "Mon-Fri 09:00-18:00", holidays: [2026-12-25, 01-01]}',
    'schedule: {primary: {kind: rotation, users: [ana, lee], length: 7d, start: 2026-11-02T09:00, zone: Europe/Berlin}}',
    'schedule: {sun: {kind: layers, layers: [{users: [ana], start: 2026-11-02, hours: "09:00-17:00"}], overrides: [{user: mo, from: 2026-12-24T09:00, until: 2026-12-24T21:00}]}}',
    'schedule: {pager: {kind: pagerduty, schedule: PABC123, token: {env: PD}, people: {ana: PUSER1}}}',
    'ui: {group: "service, cluster,@source"}\nseverity: {label: k8s.severity}',
    'relay: {hooks: {grafana: {name: g, secrets: [{env: G}], resolve_after: 1h}, change: {secrets: [{file: f}]}}}',
    'relay: {hooks: {generic: {mine: {alerts: /a, labels_from: /tags, labels: {alertname: /title}, fixed: {a: b}, annotations: {s: "#/s"}, status: {at: /state, firing: [bad]}, starts_at: /t, id: /key, url: /l, most: 5, header: X-Secret, secrets: [{env: S}], resolve_after: 5m}}}}',
  ])('accepts what the program accepts: %s', text => {
    expect(checkFile(text, targets).ok).toBe(true);
    expect(accepts(parseYaml(text).data)).toBe(true);
  });

  test.each([
    'operater: ana',
    'alertmanagers: [{name: eu}]',
    'alertmanagers: [{urls: []}]',
    'targets: {pager: {kind: pager, routing_key: {env: K}}}',
    'targets: {pager: {routing_key: {env: K}}}',
    'targets: {pager: {kind: pagerduty}}',
    'targets: {pager: {kind: pagerduty, routing_key: clear}}',
    'targets: {pager: {kind: pagerduty, routing_key: {env: K}, rooting: 1}}',
    'targets: {pager: {kind: pagerduty, routing_key: {env: K}, timeout: soon}}',
    'targets: {"a b": {kind: pagerduty, routing_key: {env: K}}}',
    'ack: {duration: 5}',
    'ack: {duration: soon}',
    'severity: {map: {page: P9}}',
    'severity: {label: "a b"}',
    'ui: {group: "a b"}',
    'calendar: {business: 9}',
    'schedule: {primary: {kind: rota, users: [ana], start: 2026-11-02}}',
    'schedule: {primary: {users: [ana], start: 2026-11-02}}',
    'schedule: {primary: {kind: rotation, users: [], start: 2026-11-02}}',
    'schedule: {pager: {kind: pagerduty, schedule: PABC123, token: clear}}',
    'schedule: {pager: {kind: pagerduty, schedule: PABC123, token: {env: PD}, users: [ana]}}',
    'calendar: {busyness: "Mon-Fri 09:00-18:00"}',
    'ui: {views: [{name: a, group: "a,,b"}]}',
    'alertmanagers: [{urls: ["http://am:9093"], headers: {"X Y": z}}]',
    'alertmanagers: [{urls: ["http://am:9093"], headers: {X: "y\\nz"}}]',
    'alertmanagers: [{urls: ["http://am:9093", "http://am:9093"]}]',
    'alertmanagers: [{urls: ["http://am:9093"], auth: {bearer: clear}}]',
  ])('refuses what the program refuses: %s', text => {
    expect(checkFile(text, targets).ok).toBe(false);
    expect(accepts(parseYaml(text).data)).toBe(false);
  });
});

test('the first configuration file is a good one, with all its comments taken away too', () => {
  const template = configTemplate({operator: 'ana', url: 'http://am:9093'});
  expect(checkFile(template)).toMatchObject({
    ok: true,
    data: {alertmanagers: [{name: 'main', urls: ['http://am:9093']}]},
  });
  const keys = template.replace(/^# ([a-z]+:)/gm, '$1').replace(/^# ( {2}[a-z]+:)/gm, '$1');
  expect(checkFile(keys)).toMatchObject({
    ok: true,
    data: {operator: 'ana', ui: {group: 'route'}, severity: {label: 'severity'}},
  });
});

test.each([
  'relay: {hooks: {generic: {mine: {alerts: a}}}}',
  'relay: {hooks: {generic: {mine: {status: {firing: [bad]}}}}}',
  'relay: {hooks: {generic: {mine: {labels: {a: 5}}}}}',
  'relay: {hooks: {generic: {mine: {most: 0}}}}',
  'relay: {hooks: {change: {resolve_after: 1h}}}',
  'relay: {hooks: {datadog: {mapping: x}}}',
])('the schema refuses of a hook what the relay refuses: %s', text => {
  expect(accepts(parseYaml(text).data)).toBe(false);
  const checked = checkFile(text);
  const relay = checked.ok ? checked.data.relay : undefined;
  expect(relay === undefined ? ['it is refused'] : hookFaults(relayOf(relay, '/', '/').hooks)).toHaveLength(1);
});

test('the schema says in words what each key of a mapping is', () => {
  const {properties} = configJsonSchema(targets, hooks) as {properties: Record<string, JsonSchema>};
  const text = JSON.stringify(properties.relay);
  expect(text).toContain('the word that says it: a JSON pointer');
  expect(text).toContain('labels that every alert gets, whatever it says');
});
