import type {HookRequest, OpenHook} from '../../src/relay/hooks/hook.js';
import {hooks} from '../../src/relay/hooks/index.js';

/** A mapping that follows pointers to every part. */
export const MAPPING = {
  alerts: '/alerts',
  labelsFrom: '/labels',
  labels: {a: '/a', top: '#/status'},
  annotationsFrom: '/annotations',
  annotations: {b: '/b/0'},
  status: {at: '/status'},
  startsAt: '/startsAt',
  endsAt: '/endsAt',
  id: '/fingerprint',
  url: '/generatorURL',
};
const ALERT = {
  status: 'firing',
  labels: {alertname: 'A', host: 'a'},
  annotations: {summary: 's', description: 'd'},
  startsAt: '2026-11-20T17:32:56.29Z',
  endsAt: '2026-11-20T17:59:00Z',
  generatorURL: 'http://prom/g',
  fingerprint: '9200a9e1f80d6128',
  values: {A: 1},
};
const WEBHOOK = {status: 'firing', groupKey: '{}:{}', receiver: 'r', truncatedAlerts: 1, alerts: [ALERT, ALERT]};
const set = {labels: [{key: 'alertname', value: 'A'}, {key: 'b'}]};
const DETAILS = {
  fingerprint: '12',
  labels: set,
  annotations: set,
  startsAt: ALERT.startsAt,
  endsAt: ALERT.endsAt,
  resolved: true,
};
const GROUPED = {
  alertGrouped: {alert: {hash: '1', details: DETAILS}, groupInfo: {groupKey: '{}:{}', receiverName: 'r'}},
};
const MONITOR = {
  cycle_key: 'c',
  transition: 'Triggered',
  tags: 'a:b',
  scope: 'a:c',
  title: '[Triggered] T',
  host: 'h',
  priority: 'P1',
};
const INCIDENT = {id: 'P1', incident_key: 'k', html_url: 'https://x'};
const PAGER = {
  event: {
    id: 'e',
    event_type: 'incident.resolved',
    occurred_at: ALERT.startsAt,
    agent: {summary: 'Lee'},
    data: INCIDENT,
  },
};
const STATUS = {id: 1, state: 'success', created_at: ALERT.startsAt, environment: 'prod', creator: {login: 'ana'}};
const DEPLOYED = {deployment_status: STATUS, deployment: {ref: 'main', sha: 'abc'}, repository: {name: 'shop'}};
const GITLAB = {
  object_kind: 'deployment',
  status: 'success',
  deployment_id: 1,
  project: {name: 'p'},
  user: {username: 'u'},
};

interface Readable {
  readonly name: string;
  readonly hook: OpenHook;
  readonly body: unknown;
  /** Where they tell what it is. */
  readonly sent?: HookRequest['headers'];
}

const MATCH = {rule: {name: 'R'}, host: {name: 'h'}, a: {b: 1}, message: 'm', labels: {c: 'd'}};
const CHANGE = {text: 'x', service: 's', labels: {a: 'b'}, on: 1795197600, by: 'b', id: 'i'};
/** Each hook with a body that it reads, in which as much stands as it looks for. */
export const READABLE: readonly Readable[] = [
  {name: 'alertmanager', hook: hooks.alertmanager.open({}), body: WEBHOOK},
  {name: 'events', hook: hooks.events.open({}), body: [{data: GROUPED}, {data: {alertCreated: {alert: DETAILS}}}]},
  {name: 'grafana', hook: hooks.grafana.open({}), body: {...WEBHOOK, version: '1'}},
  {name: 'elastalert', hook: hooks.elastalert.open({}), body: [ALERT, ALERT]},
  {name: 'elastalert with a match', hook: hooks.elastalert.open({labels: ['a.b']}), body: MATCH},
  {name: 'datadog', hook: hooks.datadog.open({}), body: MONITOR},
  {name: 'pagerduty', hook: hooks.pagerduty.open({}), body: PAGER},
  {name: 'generic', hook: hooks.generic.open(MAPPING, 'x'), body: WEBHOOK},
  {name: 'change', hook: hooks.change.open({}), body: CHANGE},
  {
    name: 'change at GitHub',
    hook: hooks.change.open({}),
    body: DEPLOYED,
    sent: {'x-github-event': 'deployment_status'},
  },
  {name: 'change at GitLab', hook: hooks.change.open({}), body: GITLAB, sent: {'x-gitlab-event': 'Deployment Hook'}},
];
