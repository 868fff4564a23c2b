import {expect, onTestFinished, test} from 'vitest';
import {systemClock} from '../../src/lib/node/system-clock.js';
import {firedMeanwhile} from '../../src/sources/prometheus-meanwhile.js';
import {describeReal, startPrometheus} from '../support/real.js';
import {fakeServer, sendJson, sendText} from './support/fake-server.js';

const FROM = Date.parse('2026-11-20T04:00:00Z');
const TO = Date.parse('2026-11-20T05:30:00Z');
const {signal} = new AbortController();
const ask = (url: string, span = {from: FROM, to: TO}) => firedMeanwhile({url}, span, {clock: systemClock, signal});

const sample = (labels: Record<string, string>, bound: string, at: number) => ({
  metric: {...labels, alertstate: 'firing', wk_bound: bound},
  value: [TO / 1_000, String(at / 1_000)],
});

test('of each alert, it is told when it was first and last seen firing, in one answer', async () => {
  const mail = {alertname: 'QueueStuck', service: 'mail'};
  const result = [
    sample(mail, 'first', FROM + 60_000),
    sample({alertname: 'Old'}, 'first', FROM - 60_000),
    sample(mail, 'last', FROM + 120_000),
    sample({alertname: 'Old'}, 'last', FROM - 30_000),
  ];
  const server = await fakeServer((_, response) =>
    sendJson(response, {status: 'success', data: {resultType: 'vector', result}}),
  );
  expect(await ask(`${server.url}/prom`)).toEqual([{labels: mail, from: FROM + 60_000, to: FROM + 120_000}]);
  const {pathname, searchParams} = new URL(server.received[0]?.path ?? '', server.url);
  expect([pathname, searchParams.get('time')]).toEqual(['/prom/api/v1/query', String(TO / 1_000)]);
  expect(searchParams.get('query')).toContain('min_over_time(timestamp(ALERTS{alertstate="firing"})[5400s:15s])');
});

test('a long time is looked at in wider steps, so that a server can answer', async () => {
  const server = await fakeServer((_, response) =>
    sendJson(response, {status: 'success', data: {resultType: 'vector', result: []}}),
  );
  await ask(server.url, {from: FROM - 48 * 3_600_000, to: TO});
  expect(new URL(server.received[0]?.path ?? '', server.url).searchParams.get('query')).toContain('[178200s:62s]');
});

test('an answer that is none, or a refusal, is said to be one', async () => {
  const web = await fakeServer((_, response) => sendText(response, '<html>'));
  await expect(ask(web.url)).rejects.toMatchObject({kind: 'bad-answer'});
  const shut = await fakeServer((_, response) => sendText(response, 'no', {status: 401}));
  await expect(ask(shut.url)).rejects.toMatchObject({kind: 'refused'});
});

describeReal('a real Prometheus', ['prometheus'], () => {
  test('tells what fires by its own record', async () => {
    const rules = `groups:
  - name: all
    interval: 1s
    rules:
      - {alert: QueueStuck, expr: vector(1), labels: {severity: critical, service: mail}}
      - {alert: NotYet, expr: vector(1), for: 1h}
`;
    const server = await startPrometheus({rules});
    onTestFinished(() => server.stop());
    // Up to the next step ahead: what has just fired is seen by the step after it.
    const now = () => ({from: Date.now() - 120_000, to: Date.now() + 15_000});
    await expect
      .poll(() => ask(server.url, now()), {timeout: 30_000, interval: 500})
      .toMatchObject([{labels: {alertname: 'QueueStuck', severity: 'critical', service: 'mail'}}]);
  });
});
