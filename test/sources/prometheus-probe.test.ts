import {describe, expect, test} from 'vitest';
import {systemClock} from '../../src/lib/node/system-clock.js';
import {probePrometheus} from '../../src/sources/prometheus-probe.js';
import {describeReal, startPrometheus} from '../support/real.js';
import {fakeServer, type Reply, sendJson, sendText} from './support/fake-server.js';

const {signal} = new AbortController();
const probe = async (reply: Reply, over: object = {}) => {
  const server = await fakeServer(reply);
  return probePrometheus({url: `${server.url}/prom`, ...over}, {clock: systemClock, signal});
};
const vector = (...metrics: readonly object[]) => ({
  status: 'success',
  data: {resultType: 'vector', result: metrics.map(metric => ({metric, value: [1, '1']}))},
});

describe('the state of a Prometheus', () => {
  test('is its version and what fires there', async () => {
    const state = await probe(
      ({path, headers}, response) => {
        expect(headers.authorization).toBe('Bearer x');
        if (path === '/prom/api/v1/status/buildinfo') return sendJson(response, {data: {version: '2.42.0'}});
        return sendJson(response, vector({alertname: 'DiskFull', instance: 'db\u001b[2J-1'}));
      },
      {auth: {bearer: 'x'}},
    );
    expect(state).toEqual({
      version: '2.42.0',
      latency: expect.any(Number),
      firing: [{alertname: 'DiskFull', instance: 'db␛[2J-1'}],
    });
  });

  test('needs the query API only', async () => {
    const state = await probe(({path}, response) =>
      path.includes('buildinfo') ? sendText(response, 'no such page', {status: 404}) : sendJson(response, vector()),
    );
    expect(state).toEqual({latency: expect.any(Number), firing: []});
  });

  test.each([
    ['refused', (_: unknown, response: Parameters<Reply>[1]) => sendText(response, 'who are you', {status: 401})],
    ['bad-answer', (_: unknown, response: Parameters<Reply>[1]) => sendText(response, 'no', {status: 404})],
    ['bad-answer', (_: unknown, response: Parameters<Reply>[1]) => sendText(response, '<html>', {type: 'text/html'})],
    ['bad-answer', (_: unknown, response: Parameters<Reply>[1]) => sendJson(response, {data: []})],
  ] as const)('that does not answer queries is told as %s', async (kind, reply) => {
    await expect(probe(reply)).rejects.toMatchObject({name: 'SourceError', kind});
  });
});

describeReal('the state of a real Prometheus', ['prometheus'], () => {
  test('is read', {timeout: 60_000}, async () => {
    const server = await startPrometheus();
    const state = await probePrometheus({url: server.url}, {clock: systemClock, signal});
    expect(state).toMatchObject({version: expect.stringMatching(/^\d+\./), firing: []});
    await server.stop();
  });
});
