import {writeFileSync} from 'node:fs';
import {describe, expect, test, vi} from 'vitest';
import {type Desk, openDesk} from '../e2e/support/desk.js';
import {some} from '../support/soak.js';
import {expectTold} from './support/expect-told.js';

// Whole processes on a machine that may be busy.
vi.setConfig({testTimeout: 60_000});

const SECRET = 'hunter2-very-secret';
const AM = 'alertmanagers: [{name: eu, urls: ["http://127.0.0.1:1"]';

const BAD = [
  {name: 'broken YAML', config: 'alertmanagers: [{name: eu\nui: }{', says: /config\.yaml:\d+/},
  {name: 'an unknown key', config: `${AM}, pol: 5s}]`, says: /pol: unknown key; did you mean `poll`\?/},
  {name: 'a secret in clear', config: `${AM}, auth: {bearer: ${SECRET}}}]`, says: /never written here in clear/},
  {
    name: 'a secret header',
    config: `${AM}, headers: {Authorization: ${SECRET}}}]`,
    says: /never written here in clear/,
  },
  {name: 'a bad duration', config: `${AM}}]\nack: {duration: soon}`, says: /ack\.duration: write a duration such as/},
  {name: 'a bad matcher', config: `${AM}, watchdog: '=='}]`, says: /watchdog: write matchers/},
  {name: 'a list instead of keys', config: '- eu\n- us', says: /config\.yaml/},
  {name: 'a secret that is nowhere', config: `${AM}, auth: {bearer: {env: NOT_SET_AT_ALL}}}]`, says: /NOT_SET_AT_ALL/},
  {name: 'a secret file that is missing', config: `${AM}, auth: {bearer: {file: /nowhere/at/all}}}]`, says: /ENOENT/},
  {
    name: 'a secret command that fails',
    config: `${AM}, auth: {bearer: {command: [sh, -c, 'echo ${SECRET}; exit 3']}}}]`,
    says: /the command sh for the secret ended with exit code 3/,
  },
  {name: 'escapes in a key', config: '"\\u001b]0;owned\\u0007": 1', says: /unknown key/},
];

async function expectRefused(desk: Desk, says: RegExp): Promise<void> {
  const asking = [['alerts'], ['ack', 'alertname=X'], ['doctor'], ['config', 'check']];
  for (const {argv, ran} of await Promise.all(asking.map(async argv => ({argv, ran: await desk.wk(argv)})))) {
    // What stands in the file may be good although the secret that it names is not there.
    if (argv[0] === 'config' && ran.code === 0) continue;
    expectTold(ran);
    expect(ran).toMatchObject({code: 2});
    expect(ran.stdout + ran.stderr).toMatch(says);
    expect(ran.stdout + ran.stderr).not.toContain(SECRET);
  }
}

describe.each(some(BAD, 5))('a configuration with $name', ({config, says}) => {
  test('is told by every command, with its place', async () => {
    await expectRefused(await openDesk(`${config}\n`), says);
  });

  test('is told by the cockpit before it takes the terminal', async () => {
    const cockpit = (await openDesk(`${config}\n`)).cockpit({cols: 200});
    expect((await cockpit.exit).exitCode).toBe(2);
    const bytes = cockpit.bytes().toString();
    expectTold({stdout: bytes.replaceAll('\r\n', '\n'), stderr: ''});
    expect(bytes).toMatch(says);
    expect(bytes).not.toContain(SECRET);
  });
});

test('a configuration that is named and not there is told', async () => {
  const desk = await openDesk('');
  const ran = await desk.wk(['alerts', '--config', '/nowhere/config.yaml']);
  expectTold(ran);
  expect(ran).toMatchObject({code: 2});
  expect(ran.stderr).toContain('/nowhere/config.yaml');
});

test('a state folder that cannot be made is told', async () => {
  const desk = await openDesk(`${AM}}]\n`);
  writeFileSync(desk.state, 'a file where the folder should be');
  for (const argv of [['note', 'x'], ['log'], ['handoff']]) {
    const ran = await desk.wk(argv);
    expectTold(ran);
    expect(ran).toMatchObject({code: 1});
    expect(ran.stderr).toContain(desk.state);
  }
  const cockpit = desk.cockpit();
  expect((await cockpit.exit).exitCode).toBe(1);
  expect(cockpit.screen().join('')).toContain(desk.state.slice(0, 10));
});
