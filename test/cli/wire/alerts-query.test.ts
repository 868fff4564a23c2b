import {writeFileSync} from 'node:fs';
import {createServer, type ServerResponse} from 'node:http';
import type {AddressInfo} from 'node:net';
import {join} from 'node:path';
import {expect, onTestFinished, test} from 'vitest';
import {alertsOf} from '../../../src/cli/wire/alerts-query.js';
import {loadConfig} from '../../../src/config/load-config.js';
import {tempDir} from '../../support/real.js';
import {listed} from '../listed.js';

const ALL = {matchers: [], active: true, silenced: true, inhibited: true, unprocessed: true};

async function serving(answer: (response: ServerResponse) => void): Promise<string> {
  const server = createServer((_request, response) => answer(response));
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const alerts = (response: ServerResponse) =>
  void response.setHeader('content-type', 'application/json').end(JSON.stringify([listed({alertname: 'DiskFull'})]));
const hangs = () => undefined;

async function configOf(cluster: string) {
  const home = tempDir();
  writeFileSync(join(home, 'wk.yaml'), `alertmanagers: [${cluster}]\n`);
  return loadConfig({flags: {config: 'wk.yaml'}, env: {}, cwd: home, home, etc: home, reader: 'text'});
}

const ask = async (cluster: string) =>
  alertsOf(await configOf(cluster), ALL, {env: {}, signal: new AbortController().signal});

test('the configured timeout holds for a list', async () => {
  const url = await serving(hangs);
  const {failures} = await ask(`{name: eu, urls: [${url}], timeout: 200ms}`);
  expect(failures).toMatchObject([{source: 'eu', kind: 'timeout'}]);
  expect(failures[0]?.message).toContain('did not answer within 0.2 s');
});

test('a member that hangs does not hold up what another one has', async () => {
  const [good, bad] = [await serving(alerts), await serving(hangs)];
  const answer = await ask(`{name: eu, urls: ['${bad}', '${good}']}`);
  expect(answer.alerts.map(({labels}) => labels.alertname)).toEqual(['DiskFull']);
  expect(answer.failures).toEqual([]);
  expect(answer.silent).toMatchObject([{source: 'eu', kind: 'timeout'}]);
  expect(answer.silent?.[0]?.message).toContain(`${new URL(bad).host} is much slower than the other members`);
});

test('a member that is down is named beside what the others have', async () => {
  const good = await serving(alerts);
  const answer = await ask(`{name: eu, urls: ['${good}', 'http://127.0.0.1:9']}`);
  expect([answer.alerts.length, answer.failures]).toEqual([1, []]);
  expect(answer.silent).toMatchObject([{source: 'eu', kind: 'unreachable'}]);
});
