import {createServer} from 'node:net';
import {describe, expect, onTestFinished, test, vi} from 'vitest';
import {openDesk, type Ran} from '../e2e/support/desk.js';
import {fakeServer, sendJson} from '../sources/support/fake-server.js';
import {some} from '../support/soak.js';
import {BAD_ANSWERS} from './support/bad-answers.js';
import {expectTold} from './support/expect-told.js';

// Whole processes on a machine that may be busy.
vi.setConfig({testTimeout: 60_000});

const ASKING = [['alerts'], ['ack', 'alertname=X'], ['silence', 'list'], ['doctor']];

const FULL = process.env.WK_FULL_FAULTS === '1';

/** Every command that asks an Alertmanager, against the same one. */
async function askAll(url: string, but: readonly string[] = []): Promise<readonly Ran[]> {
  const desk = await openDesk(`alertmanagers: [{name: eu, urls: ["${url}"], timeout: 1s}]\n`);
  return Promise.all(ASKING.filter(([name = '']) => FULL || !but.includes(name)).map(argv => desk.wk(argv)));
}

describe.each(some(BAD_ANSWERS, 5))('a server that answers with $name', ({reply, code, says, patient}) => {
  test('is told in a sentence, with what to do next', async () => {
    const {url} = await fakeServer(reply);
    for (const ran of await askAll(url, patient)) {
      expectTold(ran);
      expect(ran).toMatchObject({code});
      expect(ran.stdout + ran.stderr).toMatch(says);
      expect(ran.stdout + ran.stderr).toMatch(new RegExp(`${says.source}.*\\n +[A-Z].*\\.?\\n`));
    }
  });
});

describe('an address where no Alertmanager is', () => {
  test('that refuses the connection', async () => {
    const gone = await fakeServer(() => undefined);
    await gone.close();
    await expectUnreachable(gone.url, /nothing listens there \(connection refused\)/);
  });

  test('of a host that nobody knows', async () => {
    await expectUnreachable('http://no-such-host.invalid:9093', /cannot be resolved/);
  });

  test('that speaks another protocol', async () => {
    await expectUnreachable(`http://127.0.0.1:${await sshPort()}`, /cannot be reached: .*Expected HTTP/);
  });

  test('that does not speak TLS', async () => {
    await expectUnreachable(`https://127.0.0.1:${await sshPort()}`, /does not speak TLS/);
  });

  test.each(['ftp://127.0.0.1', 'http://', 'http://user:pw@127.0.0.1:1'])('written as %s', async url => {
    const desk = await openDesk('');
    for (const argv of ASKING) {
      const ran = await desk.wk([...argv, '--alertmanager', url]);
      expectTold(ran);
      expect([2, 3]).toContain(ran.code);
      expect(ran.stderr + ran.stdout).not.toContain('user:pw');
    }
  });
});

test('one cluster that fails leaves the alerts of the other, and the exit code tells', async () => {
  const good = await fakeServer((_request, response) => sendJson(response, [listed('DiskFull')]));
  const bad = await fakeServer((_request, response) => void response.writeHead(401).end());
  const desk = await openDesk(
    `alertmanagers: [{name: eu, urls: ["${good.url}"]}, {name: us, urls: ["${bad.url}"], timeout: 1s}]\n`,
  );
  const ran = await desk.wk(['alerts']);
  expectTold(ran);
  expect(ran.code).toBe(4);
  expect(ran.stdout).toContain('DiskFull');
  expect(ran.stderr).toMatch(/^wk: us: .*refuses our credentials/);
});

test('an alert without the parts that a look-alike leaves out is listed all the same', async () => {
  const bare = {labels: {alertname: 'Bare'}, fingerprint: 'aa', startsAt: '2026-11-20T03:00:00Z'};
  const {url} = await fakeServer((_request, response) => sendJson(response, [bare]));
  const desk = await openDesk(`alertmanagers: [{name: eu, urls: ["${url}"]}]\n`);
  for (const format of ['table', 'wide', 'simple', 'json']) {
    const ran = await desk.wk(['alerts', '-o', format]);
    expect(ran).toMatchObject({code: 0, stderr: ''});
    expect(ran.stdout).toContain('Bare');
  }
});

async function expectUnreachable(url: string, says: RegExp): Promise<void> {
  for (const ran of await askAll(url)) {
    expectTold(ran);
    expect(ran).toMatchObject({code: 3});
    expect(ran.stdout + ran.stderr).toMatch(says);
  }
}

/** A port where something speaks, but not HTTP. */
async function sshPort(): Promise<number> {
  const server = createServer(socket => {
    socket.on('error', () => undefined);
    socket.write('SSH-2.0-OpenSSH_9.2\r\n');
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the kernel gave no port');
  return address.port;
}

function listed(alertname: string) {
  return {
    labels: {alertname},
    annotations: {},
    fingerprint: 'aa',
    startsAt: '2026-11-20T03:00:00Z',
    endsAt: '2026-11-20T04:00:00Z',
    updatedAt: '2026-11-20T03:00:00Z',
    receivers: [{name: 'team'}],
    status: {state: 'active', silencedBy: [], inhibitedBy: []},
  };
}
