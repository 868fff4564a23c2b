import {setTimeout as sleep} from 'node:timers/promises';
import {describe, expect, onTestFinished, test} from 'vitest';
import type {Alert} from '../../src/core/alert/alert.js';
import type {Series} from '../../src/core/ports.js';
import {systemClock} from '../../src/lib/node/system-clock.js';
import {alertOf} from '../../src/sources/alertmanager/normalise.js';
import {type PrometheusOptions, prometheus} from '../../src/sources/prometheus.js';
import {describeReal, startAlertmanager, startPrometheus} from '../support/real.js';
import {someAlert} from './support/fake-alertmanager.js';
import {fakeServer, sendJson, sendText} from './support/fake-server.js';
import {watching} from './support/watching.js';

const {signal} = new AbortController();
const NOW = Date.parse('2026-11-20T03:00:30.500Z');

function lookup(url: string, over: Partial<PrometheusOptions> = {}, clock = {now: () => NOW}) {
  const made = prometheus({url, range: 60_000, points: 7, ...over}, {clock});
  onTestFinished(() => made.close());
  return made;
}

function alert(expr: string, labels: Record<string, string> = {}): Alert {
  const generatorURL = `http://prom:9090/graph?g0.expr=${encodeURIComponent(expr)}&g0.tab=1`;
  const raw = someAlert('f1', {generatorURL, labels: {alertname: 'A', ...labels}});
  return alertOf(raw, {source: 'eu', member: 'am'});
}

const matrix = (result: unknown) => ({status: 'success', data: {resultType: 'matrix', result}});

describe('the curve behind an alert', () => {
  test('is asked for as a bounded, even range, without the comparison', async () => {
    const server = await fakeServer((_, response) => sendJson(response, matrix([])));
    await lookup(`${server.url}/prom`, {headers: {'X-Scope-OrgID': 'a'}}).series(alert('rate(e[5m]) > 0.05'), signal);
    const {pathname, searchParams} = new URL(server.received[0]?.path ?? '', server.url);
    expect(pathname).toBe('/prom/api/v1/query_range');
    expect(Object.fromEntries(searchParams)).toEqual({
      query: 'rate(e[5m])',
      start: String(Date.parse('2026-11-20T02:59:30Z') / 1_000),
      end: String(Date.parse('2026-11-20T03:00:30Z') / 1_000),
      step: '10',
      timeout: '5000ms',
    });
    expect(server.received[0]?.headers['x-scope-orgid']).toBe('a');
  });

  test('is the series that has the labels of the alert, with gaps where it has no value', async () => {
    const from = Date.parse('2026-11-20T02:59:30Z') / 1_000;
    const series = [
      {metric: {instance: 'b', job: 'x'}, values: [[from, '9']]},
      {
        metric: {__name__: 'e', instance: 'a', job: 'x'},
        values: [
          [from, '1'],
          [from + 20, '2.5'],
          [from + 60, '+Inf'],
        ],
      },
      {metric: {job: 'x'}, values: [[from, '7']]},
    ];
    const server = await fakeServer((_, response) => sendJson(response, matrix(series)));
    expect(await lookup(server.url).series(alert('e > 0', {instance: 'a', job: 'x'}), signal)).toEqual({
      expr: 'e',
      from: from * 1_000,
      to: from * 1_000 + 60_000,
      values: [1, Number.NaN, 2.5, Number.NaN, Number.NaN, Number.NaN, Number.POSITIVE_INFINITY],
    });
  });

  test('has no values when no series fits', async () => {
    const series = [{metric: {instance: 'b'}, values: [[1, '9']]}];
    const server = await fakeServer((_, response) => sendJson(response, matrix(series)));
    expect((await lookup(server.url).series(alert('e', {instance: 'a'}), signal))?.values).toEqual([]);
  });

  test('is none when the alert names no expression', async () => {
    const server = await fakeServer((_, response) => sendJson(response, matrix([])));
    const plain = {...alert('x'), generatorURL: 'http://grafana/alerting/1'};
    expect(await lookup(server.url).series(plain, signal)).toBeUndefined();
    expect(server.received).toEqual([]);
  });

  test('fails with a sentence', async () => {
    const error = {status: 'error', errorType: 'bad_data', error: 'invalid parameter "query"'};
    const server = await fakeServer((_, response) => sendJson(response, error, 400));
    await expect(lookup(server.url).series(alert('(('), signal)).rejects.toThrow('invalid parameter "query"');
    server.reply = (_, response) => sendText(response, '<html>', {type: 'text/html'});
    await expect(lookup(server.url).series(alert('up'), signal)).rejects.toThrow('web page instead of JSON');
  });
});

describeReal('a real Prometheus', ['prometheus', 'prometheus-alertmanager'], () => {
  test('fires into Alertmanager, and gives the curve of what fired', async () => {
    const am = await startAlertmanager();
    onTestFinished(() => am.stop());
    const rules = `groups:
  - name: test
    interval: 1s
    rules:
      - alert: SelfIsUp
        expr: up{job="self"} > 0
        labels: {severity: critical}
`;
    const prom = await startPrometheus({rules, alertmanagers: [`127.0.0.1:${am.port}`]});
    onTestFinished(() => prom.stop());
    const seen = watching({urls: [am.url]});
    await seen.until('the alert', () => seen.alerts.size === 1);
    const [fired] = seen.alerts.values();
    if (fired === undefined) throw new Error('there is no alert');
    expect(fired.generatorURL).toContain('g0.expr=');

    const curve = await untilValues(() => lookup(prom.url, {points: 61}, systemClock).series(fired, signal));
    expect(curve.expr).toBe('up{job="self"}');
    expect(curve.values).toHaveLength(61);
    expect(curve.values.filter(Number.isFinite)).toContain(1);
  });
});

async function untilValues(look: () => Promise<Series | undefined>): Promise<Series> {
  for (let tries = 0; tries < 100; tries++) {
    const found = await look();
    if (found?.values.some(Number.isFinite)) return found;
    await sleep(100);
  }
  throw new Error('Prometheus never had a value');
}
