import {execFile, execFileSync} from 'node:child_process';
import {chmodSync, existsSync, readdirSync, readFileSync, statSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import {describe, expect, test, vi} from 'vitest';
import {type Desk, endedWithTest, leave, openDesk} from '../e2e/support/desk.js';
import {startRelay} from '../e2e/support/relay.js';
import {fakeAlertmanager, someAlert} from '../sources/support/fake-alertmanager.js';
import {fakeServer} from '../sources/support/fake-server.js';
import {launch} from '../support/launch.js';
import {freePort, tempDir} from '../support/real.js';
import {lengthy, some} from '../support/soak.js';

// Whole processes on a machine that may be busy.
vi.setConfig({testTimeout: 60_000});

const SECRET = 'tok-3f9a-hunter2-secret';
const BASIC = Buffer.from(`ana:${SECRET}`).toString('base64');

/** Each way to hand over a secret: the part of the configuration, and what the environment then holds. */
function ways(): readonly {readonly name: string; readonly auth: string; readonly env: Record<string, string>}[] {
  const file = path.join(tempDir(), 'secret');
  writeFileSync(file, `${SECRET}\n`, {mode: 0o600});
  const script = path.join(tempDir(), 'print-secret');
  writeFileSync(script, `#!/bin/sh\necho '${SECRET}'\n`);
  chmodSync(script, 0o700);
  return [
    {name: 'a bearer token from the environment', auth: '{bearer: {env: AM_TOKEN}}', env: {AM_TOKEN: SECRET}},
    {name: 'a bearer token from a file', auth: `{bearer: {file: ${file}}}`, env: {}},
    {name: 'a bearer token from a command', auth: `{bearer: {command: [${script}]}}`, env: {}},
    {name: 'a password from a file', auth: `{basic: {user: ana, password: {file: ${file}}}}`, env: {}},
  ];
}

function expectNoSecret(text: string, where: string): void {
  expect(text.includes(SECRET), where).toBe(false);
  expect(text.includes(BASIC), where).toBe(false);
}

/** Every file of the state folder, and that nobody else may read it. */
function expectCleanState({state}: Desk): void {
  for (const entry of readdirSync(state, {recursive: true, withFileTypes: true})) {
    const file = path.join(entry.parentPath, entry.name);
    const {mode} = statSync(file);
    if (entry.isSocket()) continue;
    expect(mode & 0o077, file).toBe(0);
    if (entry.isFile()) expectNoSecret(readFileSync(file, 'latin1'), file);
  }
}

/** Asynchronously, since the server that answers lives in this process. */
async function run(bin: string, line: string, env: Desk['env']): Promise<{stdout: string; stderr: string}> {
  return new Promise(resolve => {
    const options = {env: env as NodeJS.ProcessEnv, encoding: 'utf8'} as const;
    execFile(process.execPath, [bin, ...line.split(' ')], options, (_error, stdout, stderr) =>
      resolve({stdout, stderr}),
    );
  });
}

function argvOfAll(): string {
  return execFileSync('ps', ['-eo', 'args'], {encoding: 'utf8', maxBuffer: 16 * 1024 * 1024});
}

describe.each(some(ways(), 2))('$name', ({auth, env}) => {
  test('reaches the server and nothing else', {timeout: 60_000}, async () => {
    const server = await fakeAlertmanager([someAlert('aa'), someAlert('bb')]);
    const opened = await openDesk(`alertmanagers: [{name: eu, urls: ["${server.url}"], poll: 1s, auth: ${auth}}]\n`);
    const secretEnv = {...opened.env, ...env};
    const cockpit = endedWithTest(launch([opened.bin], {env: secretEnv, cols: 120, rows: 40}));
    await cockpit.waitFor('needs you 2');
    const {headers} = server.received[0] ?? {};
    expect([`Bearer ${SECRET}`, `Basic ${BASIC}`]).toContain(headers?.authorization);
    cockpit.type('a');
    await cockpit.waitFor('on it 1');
    expectNoSecret(argvOfAll(), 'argv');
    server.fault = (request, response) => {
      // A server that echoes what it was sent.
      response.writeHead(401, {'content-type': 'text/plain'}).end(`no: ${request.headers.authorization}`);
      return true;
    };
    cockpit.type(':sources\r');
    await cockpit.waitFor(/refuses our credentials/, 20_000);
    server.fault = () => false;
    expectNoSecret(cockpit.bytes().toString(), 'the screen');
    expect(await leave(cockpit)).toBe(0);
    expectCleanState(opened);
    for (const line of ['doctor', 'doctor -o json', 'config check', 'config check -o json', 'log -o json', 'handoff']) {
      const {stdout, stderr} = await run(opened.bin, line, secretEnv);
      expectNoSecret(stdout + stderr, line);
    }
  });
});

test('a server that echoes the credentials in its error does not get them shown', async () => {
  const server = await fakeAlertmanager([]);
  server.fault = (request, response) => {
    response.writeHead(403, {'content-type': 'text/plain'}).end(`denied: ${request.headers.authorization}`);
    return true;
  };
  const file = path.join(tempDir(), 'secret');
  writeFileSync(file, SECRET, {mode: 0o600});
  for (const auth of [`{bearer: {file: ${file}}}`, `{basic: {user: ana, password: {file: ${file}}}}`]) {
    const desk = await openDesk(`alertmanagers: [{name: eu, urls: ["${server.url}"], auth: ${auth}}]\n`);
    for (const argv of [['alerts'], ['doctor'], ['ack', 'a=b'], ['silence', 'list']]) {
      const {stdout, stderr, code} = await desk.wk(argv);
      expect(code).toBe(4);
      expectNoSecret(stdout + stderr, argv.join(' '));
    }
    if (existsSync(desk.state)) expectCleanState(desk);
  }
});

test('credentials in a URL on the command line are not shown again', async () => {
  const server = await fakeAlertmanager([]);
  server.fault = (_request, response) => {
    response.writeHead(500).end();
    return true;
  };
  const desk = await openDesk('');
  const url = server.url.replace('http://', `http://ana:${SECRET}@`);
  for (const argv of [['alerts'], ['doctor'], ['ack', 'a=b'], ['config', 'check']]) {
    const {stdout, stderr} = await desk.wk([...argv, '--alertmanager', url]);
    expectNoSecret(stdout + stderr, argv.join(' '));
  }
});

describe('every other secret', () => {
  lengthy(
    'of targets, feed and relay is in no file, argument, log or message, though servers tell it back',
    async () => {
      const echo = await fakeServer((request, response) => {
        const told = `no: ${JSON.stringify(request.headers)} ${request.path} ${request.body}`;
        response.writeHead(400, {'content-type': 'text/plain'}).end(told);
      });
      const server = await fakeAlertmanager([someAlert('aa', {startsAt: new Date().toISOString()})]);
      const port = await freePort();
      const folder = tempDir();
      const file = path.join(folder, 'secret');
      writeFileSync(file, SECRET, {mode: 0o600});
      const relay = await startRelay(port, [], SECRET);
      const place = `{file: ${file}}`;
      const desk = await openDesk(`alertmanagers: [{name: eu, urls: ["${server.url}"], poll: 1s}]
feed: {url: "${relay.feed}", token: ${place}}
targets:
  pager: {kind: pagerduty, routing_key: ${place}, url: "${echo.url}"}
  room: {kind: slack, token: ${place}, channel: C0123ABCD, url: "${echo.url}"}
  genie: {kind: opsgenie, api_key: ${place}, url: "${echo.url}"}
  hook: {kind: webhook, url: "${echo.url}/page", secret: ${place}}
escalation: {all: {match: 'alertname=~".+"', levels: [{name: second, after: 1h, to: [pager, room, genie, hook]}]}}
`);
      const cockpit = endedWithTest(launch([desk.bin], {env: desk.env, cols: 150, rows: 40}));
      await cockpit.waitFor(/feed ●[\s\S]*Alert aa/);
      const ran = await desk.wk(['escalate', 'alertname=Alert aa', '--yes', '--wait', '3s']);
      expectNoSecret(ran.stdout + ran.stderr, 'escalate');
      await expect.poll(() => echo.received.length).toBeGreaterThanOrEqual(4);
      expect(echo.received.some(({headers, body}) => JSON.stringify([headers, body]).includes(SECRET))).toBe(true);
      cockpit.type(':deliveries\r');
      await cockpit.waitFor(/pager/);
      await cockpit.untilQuiet(300);
      expectNoSecret(argvOfAll(), 'argv');
      expectNoSecret(cockpit.bytes().toString(), 'the screen');
      for (const line of ['deliveries', 'deliveries -o json', 'log -o json', 'handoff', 'doctor', 'config check']) {
        const {stdout, stderr} = await desk.wk(line.split(' '));
        expectNoSecret(stdout + stderr, line);
      }
      expect(await leave(cockpit)).toBe(0);
      expectCleanState(desk);
      expectNoSecret(relay.log(), 'what the relay says');
      for (const entry of readdirSync(relay.state, {recursive: true, withFileTypes: true})) {
        const one = path.join(entry.parentPath, entry.name);
        if (entry.isFile()) expectNoSecret(readFileSync(one, 'latin1'), one);
      }
    },
  );
});
