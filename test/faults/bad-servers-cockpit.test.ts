import {expect, test, vi} from 'vitest';
import {openDesk} from '../e2e/support/desk.js';
import {fakeAlertmanager, someAlert} from '../sources/support/fake-alertmanager.js';
import {fakeServer, type Reply, sendJson} from '../sources/support/fake-server.js';
import {lengthy} from '../support/soak.js';
import {BAD_ANSWERS} from './support/bad-answers.js';
import {expectTold} from './support/expect-told.js';

// Whole processes on a machine that may be busy.
vi.setConfig({testTimeout: 60_000});

const FULL = process.env.WK_FULL_FAULTS === '1';

lengthy(
  'a source that stops answering well keeps its rows and shows their age, whatever it says',
  {
    timeout: 90_000,
  },
  async () => {
    const server = await fakeAlertmanager([someAlert('aa'), someAlert('bb')]);
    const desk = await openDesk(`alertmanagers: [{name: eu, urls: ["${server.url}"], poll: 1s, timeout: 1s}]\n`);
    const cockpit = desk.cockpit({cols: 180, rows: 30});
    await cockpit.waitFor('needs you 2');
    for (const {reply, says} of FULL ? BAD_ANSWERS : BAD_ANSWERS.filter((_, index) => index % 3 === 0)) {
      server.fault = (request, response) => {
        void reply(request, response);
        return true;
      };
      await cockpit.waitFor(/eu ▲ \d/, 20_000);
      const rows = (await cockpit.waitFor('needs you 2')).join('\n');
      expect(rows).toContain('Alert aa');
      expect(rows).toContain('Alert bb');
      cockpit.type(':sources\r');
      const sources = (await cockpit.waitFor(says)).join('\n');
      expectTold({stdout: sources, stderr: ''});
      expect(sources).not.toContain('owned');
      server.fault = () => false;
      cockpit.type(':sources\r');
      await cockpit.waitFor(/eu ● /, 20_000);
      cockpit.type(':board\r');
      await cockpit.waitFor('needs you 2');
    }
    expect(cockpit.bytes().toString()).not.toContain('owned');
    cockpit.type('q');
    expect((await cockpit.exit).exitCode).toBe(0);
  },
);

test('a source that never answered well is louder than an empty board', {timeout: 60_000}, async () => {
  const server = await fakeServer((_request, response) => void response.writeHead(401).end());
  const desk = await openDesk(`alertmanagers: [{name: eu, urls: ["${server.url}"], poll: 1s, timeout: 1s}]\n`);
  const cockpit = desk.cockpit({cols: 160});
  const rows = await cockpit.waitFor(/eu refuses us \(401\): .*refuses our credentials \(401\)/);
  expect(rows.join('\n')).toContain('Check `auth`');
  expect(rows.join('\n')).not.toMatch(/all quiet|nothing fires/i);
  cockpit.type('q');
  expect((await cockpit.exit).exitCode).toBe(0);
});

lengthy('50 MB of alerts are shown, and keys are answered meanwhile', {timeout: 90_000}, async () => {
  const alerts = Array.from({length: 40_000}, (_, index) => ({
    ...someAlert(index.toString(16).padStart(16, '0')),
    labels: {alertname: `Kind${index % 40}`, instance: `host-${index}`, severity: 'critical'},
    annotations: {summary: `number ${index} `.padEnd(500, 'x'), description: 'y'.repeat(500)},
  }));
  const grouped = [{labels: {}, receiver: {name: 'team'}, alerts}];
  const answers: Readonly<Record<string, string>> = {
    '/api/v2/alerts': JSON.stringify(alerts),
    '/api/v2/alerts/groups': JSON.stringify(grouped),
    '/api/v2/silences': '[]',
  };
  expect(answers['/api/v2/alerts']?.length).toBeGreaterThan(50_000_000);
  const reply: Reply = (request, response) => {
    const answer = answers[request.path.replace(/\?.*/, '')];
    if (answer === undefined) sendJson(response, {uptime: '2026-11-01T00:00:00.000Z', config: {original: ''}});
    else response.writeHead(200, {'content-type': 'application/json'}).end(answer);
  };
  const server = await fakeServer(reply);
  const desk = await openDesk(`alertmanagers: [{name: eu, urls: ["${server.url}"], poll: 5s}]\n`);
  const cockpit = desk.cockpit({cols: 100});
  await cockpit.waitFor('P1 ', 60_000);
  await cockpit.waitFor(/needs you \d+/, 60_000);
  cockpit.type('?');
  await cockpit.waitFor(/opens the alert/, 20_000);
  cockpit.type('q');
  await cockpit.waitFor(/needs you/, 20_000);
  cockpit.type('q');
  expect((await cockpit.exit).exitCode).toBe(0);
  const listed = await desk.wk(['alerts', '-o', 'simple']);
  expect(listed).toMatchObject({code: 0, stderr: ''});
  expect(listed.stdout.split('\n')).toHaveLength(40_002);
});
