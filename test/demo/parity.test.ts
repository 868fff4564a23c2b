import {afterAll, beforeAll, expect, test} from 'vitest';
import type {ServerConfig} from '../../src/demo/server/config.js';
import {type DemoServer, demoServer} from '../../src/demo/server/server.js';
import {systemClock} from '../../src/lib/node/system-clock.js';
import {describeReal, type RealAlertmanager, startAlertmanager} from '../support/real.js';
import {type Answer, api} from './server/api.js';

const REAL_CONFIG = `route:
  receiver: default
  group_by: [alertname, cluster]
  group_wait: 0s
  group_interval: 1s
  repeat_interval: 1h
  routes:
    - receiver: lane
      group_by: [lane]
      matchers: ['lane=~"one|two"']
      continue: true
    - receiver: all
      group_by: ['...']
      matchers: ['lane="one"']
inhibit_rules:
  - source_matchers: ['severity="critical"']
    target_matchers: ['severity=~"warning|info"']
    equal: [cluster]
receivers:
  - name: default
  - name: lane
  - name: all
`;

const is = (name: string, value: string) => ({name, value, isRegex: false, isEqual: true});
const like = (name: string, value: string) => ({name, value, isRegex: true, isEqual: true});

const DEMO_CONFIG: ServerConfig = {
  route: {
    receiver: 'default',
    groupBy: ['alertname', 'cluster'],
    matchers: [],
    routes: [
      {receiver: 'lane', groupBy: ['lane'], matchers: [like('lane', 'one|two')], continue: true, routes: []},
      {receiver: 'all', groupBy: ['...'], matchers: [is('lane', 'one')], routes: []},
    ],
  },
  inhibitRules: [
    {source: [is('severity', 'critical')], target: [like('severity', 'warning|info')], equal: ['cluster']},
  ],
  receivers: ['default', 'lane', 'all'],
  timeIntervals: [],
};

type Api = ReturnType<typeof api>;

const at = (seconds: number) => new Date(Date.now() + seconds * 1000).toISOString();
const ack = {
  matchers: [is('alertname', 'Slow'), is('cluster', 'eu')],
  startsAt: at(-5),
  endsAt: at(900),
  createdBy: 'ana',
  comment: 'ACK! on it',
};
const UNKNOWN = '00000000-0000-0000-0000-000000000000';

const ALERTS = [
  {labels: {alertname: 'Down', severity: 'critical', cluster: 'eu'}, annotations: {summary: 'down', empty: ''}},
  {labels: {alertname: 'Slow', severity: 'warning', cluster: 'eu', instance: 'i1'}, generatorURL: 'http://prom/graph'},
  {labels: {alertname: 'Slow', severity: 'warning', cluster: 'us', instance: 'i2', dropped: ''}},
  {labels: {alertname: 'Lane', lane: 'one', zone: 'ä☃'}, startsAt: at(-600), endsAt: at(600)},
  {labels: {alertname: 'Lane', lane: 'two', text: '\u001b[31m\u202e"\\\n'}},
  {labels: {alertname: 'Over'}, startsAt: at(-600), endsAt: at(-300)},
];

/** What both are asked, in this order; what they answer has to look the same. */
const REQUESTS: Readonly<Record<string, (ask: Api) => Promise<Answer>>> = {
  'alerts are taken': ask => ask.post('/alerts', ALERTS),
  'no alerts are taken': ask => ask.post('/alerts', []),
  'an alert without labels': ask => ask.post('/alerts', [{annotations: {a: 'b'}}]),
  'an alert with only empty labels': ask => ask.post('/alerts', [{labels: {a: ''}}]),
  'an alert that ends before it starts': ask =>
    ask.post('/alerts', [{labels: {alertname: 'T'}, startsAt: at(0), endsAt: at(-60)}]),
  'a link that is none': ask => ask.post('/alerts', [{labels: {alertname: 'G'}, generatorURL: '::no::'}]),
  'no JSON': ask => ask.post('/alerts', '{nope'),
  'an object for a list': ask => ask.post('/alerts', {labels: {a: 'b'}}),
  'a number for a label': ask => ask.post('/alerts', [{labels: {a: 1}}]),
  'a time that is none': ask => ask.post('/alerts', [{labels: {a: 'b'}, startsAt: 'yesterday'}]),
  'another content type': ask => ask.send('POST', '/alerts', {body: '[]', headers: {'content-type': 'text/plain'}}),
  'all alerts': ask => ask.get('/alerts'),
  'all groups': ask => ask.get('/alerts/groups'),
  'a silence is made': ask => ask.post('/silences', ack),
  'silenced alerts': ask => ask.get('/alerts'),
  'only what is not silenced': ask => ask.get('/alerts?silenced=false'),
  'only what is not inhibited': ask => ask.get('/alerts?inhibited=false'),
  'only what is held back': ask => ask.get('/alerts?active=false'),
  'a word that is no boolean': ask => ask.get('/alerts?active=maybe'),
  'by two filters': ask => ask.get(`/alerts?filter=${encodeURIComponent('alertname="Slow"')}&filter=cluster!=us`),
  'by a pattern': ask => ask.get(`/alerts?filter=${encodeURIComponent('instance=~"i[12]"')}`),
  'by an absent label': ask => ask.get(`/alerts?filter=${encodeURIComponent('severity=""')}`),
  'by a bad pattern': ask => ask.get(`/alerts?filter=${encodeURIComponent('a=~"("')}`),
  'by a bad filter': ask => ask.get(`/alerts?filter=${encodeURIComponent('a==="x')}`),
  'by no filter at all': ask => ask.get(`/alerts?filter=${encodeURIComponent('just words')}`),
  'by receiver': ask => ask.get('/alerts?receiver=la.*'),
  'by a receiver that is cut short': ask => ask.get('/alerts?receiver=la'),
  'by a bad receiver': ask => ask.get('/alerts?receiver=('),
  'groups by receiver and filter': ask => ask.get('/alerts/groups?receiver=default&filter=cluster=eu'),
  'an unknown parameter': ask => ask.get('/alerts?colour=red'),
  silences: ask => ask.get('/silences'),
  'silences by matcher': ask => ask.get(`/silences?filter=${encodeURIComponent('alertname="Slow"')}`),
  'silences by another operator': ask => ask.get(`/silences?filter=${encodeURIComponent('alertname=~"Slow"')}`),
  'a silence that begins later': ask => ask.post('/silences', {...ack, startsAt: at(600)}),
  'a silence without isEqual': ask =>
    ask.post('/silences', {...ack, matchers: [{name: 'a', value: 'b', isRegex: false}]}),
  'a silence with an empty id': ask => ask.post('/silences', {...ack, id: ''}),
  'a silence of an unknown id': ask => ask.post('/silences', {...ack, id: UNKNOWN}),
  'a silence that is over': ask => ask.post('/silences', {...ack, endsAt: at(-2)}),
  'a silence that ends before it starts': ask => ask.post('/silences', {...ack, startsAt: at(60), endsAt: at(30)}),
  'a silence without matchers': ask => ask.post('/silences', {...ack, matchers: []}),
  'a silence of everything': ask => ask.post('/silences', {...ack, matchers: [like('a', '.*')]}),
  'a silence with a bad pattern': ask => ask.post('/silences', {...ack, matchers: [like('a', '(')]}),
  'a silence without a comment': ask => ask.post('/silences', {...ack, comment: undefined}),
  'a silence with an empty comment': ask => ask.post('/silences', {...ack, comment: '', createdBy: ''}),
  'a silence with half a matcher': ask => ask.post('/silences', {...ack, matchers: [{name: 'a'}]}),
  'a silence that is no object': ask => ask.post('/silences', []),
  'an unknown silence': ask => ask.get(`/silence/${UNKNOWN}`),
  'an id that is none': ask => ask.get('/silence/xyz'),
  'ending an id that is none': ask => ask.delete('/silence/xyz'),
  receivers: ask => ask.get('/receivers'),
  status: ask => ask.get('/status'),
  'an unknown path': ask => ask.get('/nope'),
  'a method that is not allowed': ask => ask.delete('/alerts'),
  'another method that is not allowed': ask => ask.post('/status', {}),
  'one is resolved': ask =>
    ask.post('/alerts', [{labels: {alertname: 'Lane', lane: 'one', zone: 'ä☃'}, endsAt: at(-1)}]),
  'what is left': ask => ask.get('/alerts'),
};

describeReal('the embedded server beside a real Alertmanager', ['prometheus-alertmanager'], () => {
  let real: RealAlertmanager;
  let demo: DemoServer;
  beforeAll(async () => {
    real = await startAlertmanager({config: REAL_CONFIG});
    demo = await demoServer({clock: systemClock, config: DEMO_CONFIG});
  });
  afterAll(() => Promise.all([real.stop(), demo.close()]));

  for (const [name, ask] of Object.entries(REQUESTS))
    test(`answers alike: ${name}`, async () => {
      const expected = await ask(api(real.url));
      const answered = await ask(api(demo.url));
      expect(shape(answered)).toEqual(shape(expected));
    });

  test('a silence keeps its id or gets another one by the same rules', async () => {
    expect(await lifeOfASilence(api(demo.url))).toEqual(await lifeOfASilence(api(real.url)));
  });

  test('health is a word', async () => {
    for (const path of ['/-/healthy', '/-/ready']) {
      const [expected, answered] = await Promise.all([fetch(real.url + path), fetch(demo.url + path)]);
      expect([answered.status, await answered.text()]).toEqual([expected.status, await expected.text()]);
    }
  });
});

/** Whether the id stays after each change, and what the silence is afterwards. */
async function lifeOfASilence(ask: Api): Promise<readonly string[]> {
  const made = await ask.post('/silences', {...ack, startsAt: at(0)});
  let {silenceID: id} = made.body as {silenceID: string};
  const told: string[] = [];
  const read = async () => (await ask.get(`/silence/${id}`)).body as Record<string, never>;
  const change = async (what: string, over: Record<string, unknown>) => {
    const {status, body} = await ask.post('/silences', {...(await read()), ...over});
    const next = (body as {silenceID?: string}).silenceID ?? id;
    const old = (await read()) as unknown as {status: {state: string}};
    told.push(`${what}: ${status}, ${next === id ? 'same' : 'other'} id, the old one is ${old.status.state}`);
    id = next;
  };
  await change('longer', {endsAt: at(1800)});
  await change('shorter, other words', {endsAt: at(600), comment: 'x', createdBy: 'lee'});
  await change('another start', {startsAt: at(-120)});
  await change('matchers in another order', {matchers: ack.matchers.toReversed()});
  await change('other matchers', {matchers: [is('alertname', 'Other')]});
  await change('in the future', {startsAt: at(300), endsAt: at(900)});
  await change('later still', {startsAt: at(400)});
  await change('now', {startsAt: at(-1)});
  const ended = [await ask.delete(`/silence/${id}`), await ask.delete(`/silence/${id}`)];
  told.push(`ended: ${ended.map(answer => answer.status).join(', ')}`);
  await change('after its end', {endsAt: at(900)});
  return told;
}

/** An answer without what may differ: ids, times, the wording of Go's own errors, and what came after 0.25. */
function shape({status, type, body}: Answer): unknown {
  return {status, type: type?.split(';')[0] ?? null, body: blank(body, '')};
}

const TIMES = new Set(['startsAt', 'endsAt', 'updatedAt', 'uptime']);

function blank(value: unknown, key: string): unknown {
  if (Array.isArray(value)) return value.map(item => blank(item, key)).sort(byText);
  if (typeof value === 'object' && value !== null) {
    const fields = Object.entries(value).filter(([name]) => name !== 'mutedBy');
    return Object.fromEntries(fields.map(([name, inner]) => [name, blank(inner, name)]));
  }
  if (TIMES.has(key)) return typeof value === 'string' && !Number.isNaN(Date.parse(value)) ? 'a time' : value;
  if (['id', 'silenceID', 'silencedBy'].includes(key)) return 'an id';
  if (['original', 'branch', 'buildDate', 'buildUser', 'goVersion', 'revision', 'version'].includes(key)) return 'text';
  if (typeof value === 'string' && /regexp|regular expression|^parsing /.test(value)) return 'an error of Go';
  if (typeof value !== 'string') return value;
  return value.replace('silence invalid:', 'invalid silence:').replace('[POST,GET]', '[GET,POST]');
}

/** Lists of label pairs, alerts and silences have no order worth keeping here, but for text. */
function byText(a: unknown, b: unknown): number {
  return JSON.stringify(a) < JSON.stringify(b) ? -1 : 1;
}
