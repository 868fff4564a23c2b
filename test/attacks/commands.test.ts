import {beforeAll, describe, expect, test, vi} from 'vitest';
import {type Desk, openDesk, type Ran} from '../e2e/support/desk.js';
import {fakeServer, sendJson, sendText} from '../sources/support/fake-server.js';
import {describeReal, postAlerts, type RealAlertmanager, startAlertmanager} from '../support/real.js';
import {some} from '../support/soak.js';
import {HOSTILE_CONFIG, hostileAlerts, MARK, PAYLOADS, postHostileSilences} from './support/hostile.js';
import {expectPlain} from './support/sequences.js';

// Whole processes on a machine that may be busy.
vi.setConfig({testTimeout: 60_000});

function expectHarmless({stdout, stderr}: Ran): void {
  expectPlain(stdout);
  expectPlain(stderr);
}

describeReal('with alerts that try to steer the terminal', ['prometheus-alertmanager'], () => {
  let server: RealAlertmanager;
  let config: string;

  beforeAll(async () => {
    server = await startAlertmanager({config: HOSTILE_CONFIG});
    await postAlerts(server.url, hostileAlerts());
    await postHostileSilences(server.url);
    config = `alertmanagers: [{name: eu, urls: ["${server.url}"], poll: 1s}]\n`;
    return () => server.stop();
  });

  /** A journal that holds what was seen, acked, noted and silenced. */
  async function busyDesk(): Promise<Desk> {
    const desk = await openDesk(config);
    await desk.wk(['note', `a note ${PAYLOADS.title} ${PAYLOADS.c1_clear} ${PAYLOADS.bidi}`]);
    await desk.wk(['change', `deployed ${PAYLOADS.clipboard}`]);
    expectHarmless(await desk.wk(['ack', 'payload=~".+"', '--yes', '-c', `mine ${PAYLOADS.title}`]));
    return desk;
  }

  test.each(some(['table', 'wide', 'simple'], 1))('wk alerts -o %s prints text and nothing else', async format => {
    const desk = await openDesk(config);
    const ran = await desk.wk(['alerts', '-o', format]);
    expect(ran).toMatchObject({code: 0, stderr: ''});
    expectHarmless(ran);
    const lines = ran.stdout.trimEnd().split('\n');
    expect(lines).toHaveLength(1 + hostileAlerts().length);
    for (const name of Object.keys(PAYLOADS)) expect(ran.stdout).toContain(`evil ${name}`);
  });

  test('wk alerts -o json keeps every value, and escapes what could steer', async () => {
    const desk = await openDesk(config);
    const ran = await desk.wk(['alerts', '-o', 'json']);
    expect(ran).toMatchObject({code: 0, stderr: ''});
    expect(ran.stdout).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\u200b]/);
    const alerts = JSON.parse(ran.stdout) as {labels: Record<string, string>; annotations: Record<string, string>}[];
    for (const {labels, annotations} of alerts) {
      const wanted = (PAYLOADS[labels.payload ?? ''] ?? '').replace(/\p{Cs}/gu, '\ufffd');
      expect(annotations.summary).toBe(wanted);
      expect(Object.hasOwn(annotations, '__proto__') || wanted === '').toBe(true);
    }
  });

  test.each(some(['log', 'log -o wide', 'silence list', 'silence list -o wide', 'doctor'], 3))(
    'wk %s prints text and nothing else',
    async line => {
      const desk = await busyDesk();
      const ran = await desk.wk(line.split(' '));
      expect(ran.stdout.length).toBeGreaterThan(100);
      expectHarmless(ran);
    },
  );

  test.each(['log', 'silence list', 'doctor'])('wk %s -o json prints JSON that steers nothing', async line => {
    const desk = await busyDesk();
    const {stdout} = await desk.wk([...line.split(' '), '-o', 'json']);
    expect(() => JSON.parse(stdout)).not.toThrow();
    expect(stdout).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\u200b]/);
  });

  test('acking or silencing by what is shown, and telling what does not fit, is harmless', async () => {
    const desk = await openDesk(config);
    for (const text of [PAYLOADS.title, PAYLOADS.c1_clear, PAYLOADS.carriage, PAYLOADS.bidi]) {
      expectHarmless(await desk.wk(['ack', `alertname=${text}`]));
      expectHarmless(await desk.wk(['silence', 'preview', `alertname=${text}`]));
      expectHarmless(await desk.wk(['ack', `${text}`]));
      expectHarmless(await desk.wk([`${text}`]));
      expectHarmless(await desk.wk(['alerts', `--${text}`]));
      expectHarmless(await desk.wk(['alerts', '--config', `${text}`]));
      expectHarmless(await desk.wk(['alerts', '--alertmanager', `http://${text}`]));
    }
  });

  test('the handoff holds no markup of theirs', async () => {
    const desk = await busyDesk();
    const {stdout, stderr} = await desk.wk(['handoff']);
    expectPlain(stdout);
    expectPlain(stderr);
    expect(stdout).toMatch(/^# /);
    const outside = stdout.replace(/`+[^`\n]*`+/g, '');
    expect(outside).not.toMatch(/(?<!\\)<script/i);
    expect(outside).not.toMatch(/(?<!\\)!\[i(?<!\\)\]\(http/);
    expect(outside).not.toMatch(/(?<!\\)\[link(?<!\\)\]\(javascript/);
    expect(stdout.split('\n').filter(line => /^# Heading|^\| a \| b/.test(line))).toEqual([]);
  });
});

describe('a server that puts sequences into its errors', () => {
  const HOSTILE = Object.values(PAYLOADS).slice(0, 20).join(' ');

  test.each(
    some(
      [
        ['a plain body', 500, (text: string) => text],
        ['a JSON string', 400, (text: string) => JSON.stringify(text)],
        ['a message', 401, (text: string) => JSON.stringify({code: 401, message: text})],
        ['an error', 503, (text: string) => JSON.stringify({error: text})],
        ['what is no JSON', 200, (text: string) => `oops ${text}`],
      ],
      2,
    ),
  )('as %s', async (_name, status, body) => {
    const server = await fakeServer((_request, response) => sendText(response, body(HOSTILE), {status}));
    const desk = await openDesk(`alertmanagers: [{name: eu, urls: ["${server.url}"], timeout: 2s}]\n`);
    for (const argv of [
      ['alerts'],
      ['ack', 'a=b'],
      ['doctor'],
      ['silence', 'list'],
      ['silence', 'add', 'a=b', '-c', 'x', '--wait', '1s'],
    ]) {
      expectHarmless(await desk.wk(argv));
    }
  });

  test('as its version and its cluster', async () => {
    const server = await fakeServer((request, response) => {
      if (!request.path.endsWith('/status')) return sendJson(response, []);
      sendJson(response, {
        uptime: '2026-11-01T00:00:00.000Z',
        versionInfo: {version: HOSTILE},
        cluster: {status: HOSTILE, name: HOSTILE, peers: [{name: HOSTILE, address: HOSTILE}]},
        config: {original: `route:\n  receiver: "${HOSTILE}"\n`},
      });
    });
    const desk = await openDesk(`alertmanagers: [{name: eu, urls: ["${server.url}"]}]\n`);
    const ran = await desk.wk(['doctor']);
    expectHarmless(ran);
    expect(ran.stdout).not.toContain(MARK);
  });
});
