import {expect, onTestFinished, test} from 'vitest';
import {systemClock} from '../../src/lib/node/system-clock.js';
import {firedMeanwhile} from '../../src/sources/prometheus-meanwhile.js';
import {describeReal, startPrometheus} from '../support/real.js';
import {fakeServer, sendJson, sendText} from './support/fake-server.js';

const FROM = Date.parse('2026-11-20T04:00:00Z');
const TO = Date.parse('2026-11-20T05:30:00Z');
const {signal} = new AbortController();
const ask = (url: string, span = {from: FROM, to: TO}) => firedMeanwhile({url}, span, {clock: systemClock, signal});

const series = (labels: Record<string, string>, bound: 'first' | 'last', ...after: readonly number[]) => ({
  metric: {...labels, alertstate: 'firing', wk_bound: bound},
  values: after.map(seconds => [FROM / 1_000 + seconds + 3, String(FROM / 1_000 + seconds)]),
});

async function answering(result: readonly unknown[]) {
  return fakeServer((_, response) => sendJson(response, {status: 'success', data: {resultType: 'matrix', result}}));
}

const asked = ({received, url}: Awaited<ReturnType<typeof answering>>) => new URL(received[0]?.path ?? '', url);

const times = ({alerts}: Awaited<ReturnType<typeof ask>>) =>
  alerts.map(({labels, from, to}) => [labels.alertname, (from - FROM) / 1_000, (to - FROM) / 1_000]);

test('of an alert that came and went, each time is told, in one answer', async () => {
  const mail = {alertname: 'QueueStuck', service: 'mail'};
  const server = await answering([
    series(mail, 'first', 60, 160, 260),
    series({alertname: 'Old'}, 'first', -60),
    series(mail, 'last', 90, 190, 290),
    series({alertname: 'Old'}, 'last', -30),
  ]);
  const seen = await ask(`${server.url}/prom`);
  expect(times(seen)).toEqual([
    ['QueueStuck', 60, 90],
    ['QueueStuck', 160, 190],
    ['QueueStuck', 260, 290],
  ]);
  expect([seen.alerts[0]?.labels, seen.step]).toEqual([mail, undefined]);
  const {pathname, searchParams} = asked(server);
  expect(pathname).toBe('/prom/api/v1/query_range');
  expect([searchParams.get('start'), searchParams.get('end'), searchParams.get('step')]).toEqual([
    String(FROM / 1_000),
    String(TO / 1_000),
    '2',
  ]);
});

test('what fired at the begin and what fires at the end of that time are told up to there', async () => {
  const server = await answering([
    series({alertname: 'GoesOn'}, 'first', 100),
    series({alertname: 'Before'}, 'first', -10),
    series({alertname: 'Before'}, 'last', 20),
    series({alertname: 'NoBegin'}, 'last', 30),
  ]);
  expect(times(await ask(server.url))).toEqual([
    ['GoesOn', 100, (TO - FROM) / 1_000],
    ['Before', 0, 20],
  ]);
});

test('a long time is looked at in wider steps, so that a server can answer, and that is said', async () => {
  const server = await answering([]);
  const seen = await ask(server.url, {from: FROM - 48 * 3_600_000, to: TO});
  expect(seen.step).toBe(62_000);
  expect(asked(server).searchParams.get('step')).toBe('62');
  expect(asked(server).searchParams.get('query')).toContain('offset 62s');
});

test('an answer that is none, or a refusal, is said to be one', async () => {
  const web = await fakeServer((_, response) => sendText(response, '<html>'));
  await expect(ask(web.url)).rejects.toMatchObject({kind: 'bad-answer'});
  const shut = await fakeServer((_, response) => sendText(response, 'no', {status: 401}));
  await expect(ask(shut.url)).rejects.toMatchObject({kind: 'refused'});
});

describeReal('a real Prometheus', ['prometheus'], () => {
  test('tells what fires by its own record, and each time that it did', async () => {
    const rules = `groups:
  - name: all
    interval: 1s
    rules:
      - {alert: QueueStuck, expr: vector(1), labels: {severity: critical, service: mail}}
      - {alert: NotYet, expr: vector(1), for: 1h}
      - {alert: Periodic, expr: (vector(time()) % 12) < 6}
`;
    const begin = Date.now();
    const server = await startPrometheus({rules});
    onTestFinished(() => server.stop());
    const now = () => ({from: begin, to: Date.now()});
    const named = async (name: string) =>
      (await ask(server.url, now())).alerts.filter(({labels}) => labels.alertname === name);
    await expect
      .poll(() => named('QueueStuck'), {timeout: 30_000, interval: 500})
      .toMatchObject([{labels: {severity: 'critical', service: 'mail'}}]);
    await expect
      .poll(async () => (await named('Periodic')).length, {timeout: 40_000, interval: 1_000})
      .toBeGreaterThan(1);
    expect(await named('NotYet')).toEqual([]);
    expect(await named('QueueStuck')).toHaveLength(1);
  });
});
