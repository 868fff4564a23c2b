import {writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {describe, expect, test} from 'vitest';
import {TargetError} from '../../../src/core/escalation/target.js';
import {aPolicy, disk} from '../../support/escalating.js';
import {fakeTarget} from '../../support/fake-target.js';
import {aWatch, keyOf, NIGHT, recorded} from '../../support/given.js';
import {bench} from '../fake-context.js';

const settings = {
  targets: [fakeTarget(), fakeTarget({name: 'room', kind: 'slack'})],
  policies: [aPolicy()],
  contacts: {lee: {contact: 'lee', name: 'Lee', targets: ['pager'], ids: {}}},
};
const watch = aWatch({alerts: [disk], settings});

describe('wk escalate', () => {
  test('says who is called, by what and what they will read, and sends it', async () => {
    const {run, hands} = bench({watch});
    const {stdout, stderr, exitCode} = await run(
      'escalate',
      'DiskFull',
      '--level',
      '2',
      '--message',
      'a database expert',
    );
    expect({stdout, exitCode}).toEqual({stdout: 'P1 DiskFull to pager: sent\n', exitCode: 0});
    expect(stderr).toContain('P1 DiskFull, for 0s: level secondary of all');
    expect(stderr).toContain('who: Lee');
    expect(stderr).toContain('Needed: a database expert');
    expect(hands()?.commands).toEqual([
      {type: 'escalate', alerts: [keyOf(disk)], level: 2, message: 'a database expert'},
    ]);
  });

  test('json has what scripts want of each delivery', async () => {
    const {stdout} = await bench({watch}).run('escalate', 'DiskFull', '--to', 'pager', '--to', 'room', '-o', 'json');
    expect(JSON.parse(stdout)).toMatchObject({
      deliveries: [
        {id: expect.any(String), target: 'pager', kind: 'pagerduty', state: 'sent', attempts: 1, error: null},
        {target: 'room', kind: 'slack', state: 'sent', key: expect.stringMatching(/^[0-9a-f]{64}$/)},
      ],
    });
  });

  test('fails when not all of it was sent, and is not done when it is still on its way', async () => {
    const refusing = await bench({watch, hands: {refuses: 'the key is unknown'}}).run(
      'escalate',
      'DiskFull',
      '--to',
      'pager',
    );
    expect(refusing).toMatchObject({stdout: 'P1 DiskFull to pager: NOT SENT: the key is unknown\n', exitCode: 1});
    const silent = await bench({watch, hands: {silent: true}}).run('escalate', 'DiskFull', '--to', 'pager');
    expect(silent).toMatchObject({stdout: 'P1 DiskFull to pager: not sent yet\n', exitCode: 3});
  });

  test('asks a person first, and carries what was seen then', async () => {
    const no = bench({watch, isTTY: true, answer: false});
    expect(await no.run('escalate', 'DiskFull', '--to', 'pager')).toMatchObject({exitCode: 6});
    expect(no.hands()?.commands).toEqual([]);
    const yes = bench({watch, isTTY: true, answer: true});
    expect(await yes.run('escalate', 'DiskFull', '--to', 'pager')).toMatchObject({exitCode: 0});
    expect(yes.hands()?.commands).toMatchObject([{type: 'escalate', asOf: NIGHT}]);
  });

  test('--dry-run only says what would be sent', async () => {
    const {run, hands} = bench({watch});
    expect(await run('escalate', 'DiskFull', '--to', 'pager', '--dry-run')).toMatchObject({stdout: '', exitCode: 0});
    expect(hands()?.commands).toEqual([]);
  });

  test.each([
    [['DiskFull', '--to', 'nowhere'], 5, 'No target is called nowhere'],
    [['DiskFull', '--level', '9'], 5, 'has no level 9'],
    [['DiskFull', '--level', 'two'], 2, 'is no number of a level'],
    [['DiskFull', '--level', '2', '--to', 'room'], 2, 'not both'],
    [['NoSuchAlert', '--to', 'pager'], 5, 'No alert fits'],
    [[], 2, 'Which alerts'],
  ])('says what is wrong with %j', async (words, exitCode, said) => {
    const result = await bench({watch}).run('escalate', ...words);
    expect(result.exitCode).toBe(exitCode);
    expect(result.stderr).toContain(said);
  });

  test('sends nothing in read-only mode', async () => {
    expect(await bench({watch}).run('escalate', 'DiskFull', '--to', 'pager', '--read-only')).toMatchObject({
      exitCode: 6,
    });
  });

  test('a test is marked, and asked for first', async () => {
    const silent = await bench({watch}).run('escalate', '--test', 'pager');
    expect(silent).toMatchObject({exitCode: 2, stderr: expect.stringContaining('Say --yes')});
    const {run, hands} = bench({watch});
    expect(await run('escalate', '--test', 'pager', '--yes')).toMatchObject({
      stdout: 'test to pager: sent\n',
      exitCode: 0,
    });
    expect(hands()?.commands).toMatchObject([{type: 'deliver', deliveries: [{target: 'pager', test: true}]}]);
    expect(hands()?.state().shift.threads.size).toBe(0);
  });
});

test('wk ack says how each place took it that was told of these alerts before', async () => {
  const {run, hands} = bench({watch});
  await run('escalate', 'DiskFull', '--to', 'pager', '--to', 'room');
  const told = bench({watch: hands()?.state() ?? watch});
  const {stdout, exitCode} = await told.run('ack', 'DiskFull');
  expect(stdout).toContain('pager: acknowledged\nroom: acknowledged\n');
  expect(exitCode).toBe(0);
  const failing = bench({watch: hands()?.state() ?? watch, hands: {silent: true}});
  expect((await failing.run('ack', 'DiskFull')).stdout).toContain('pager: not acknowledged yet\n');
});

describe('wk deliveries', () => {
  const message = {title: 't', text: '', severity: 'P1', status: 'firing', source: 'eu', by: 'ana', at: NIGHT} as const;
  const facts = recorded([
    {
      type: 'delivery.requested',
      delivery: 'dlv-1',
      target: 'pager',
      kind: 'pagerduty',
      verb: 'create',
      key: 'k1',
      thread: 't1',
      title: 'P1 DiskFull',
      message,
      expiresAt: NIGHT + 1,
    },
    {type: 'delivery.failed', delivery: 'dlv-1', attempts: 2, reason: 'connection refused', final: false},
  ]);
  const state = aWatch({facts, settings});
  const context = {readState: async () => state};

  test('lists all of them for scripts, with why they are not there', async () => {
    const {stdout} = await bench({context}).run('deliveries', '-o', 'json');
    expect(JSON.parse(stdout)).toMatchObject([
      {
        id: 'dlv-1',
        target: 'pager',
        kind: 'pagerduty',
        state: 'requested',
        key: 'k1',
        attempts: 2,
        error: 'connection refused',
      },
    ]);
    expect((await bench({context}).run('deliveries')).stdout).toContain('connection refused');
  });

  test('lists one that nobody sends any more as expired, though no process has recorded that yet', async () => {
    const late = bench({context: {...context, now: () => NIGHT + 2}});
    expect(JSON.parse((await late.run('deliveries', '-o', 'json')).stdout)).toMatchObject([
      {id: 'dlv-1', state: 'expired', error: 'connection refused'},
    ]);
    expect((await late.run('deliveries')).stdout).toMatch(/dlv-1 .* expired /);
  });

  test('stops one by its id, and says when there is none', async () => {
    const {run, hands} = bench({watch: state, context});
    expect(await run('deliveries', 'stop', 'dlv-1')).toMatchObject({exitCode: 0});
    expect(hands()?.state().shift.deliveries.get('dlv-1')).toMatchObject({state: 'failed', stopped: true});
    expect(await bench({watch: state}).run('deliveries', 'stop', 'dlv-9')).toMatchObject({exitCode: 5});
    expect(await bench({watch: state}).run('deliveries', 'stop')).toMatchObject({exitCode: 2});
  });

  test('sends one again that was not sent, with the key it had', async () => {
    const lost = {type: 'delivery.failed', delivery: 'dlv-1', attempts: 3, reason: 'unknown key', final: true} as const;
    const [asked] = facts;
    if (asked === undefined) throw new Error('nothing was asked for');
    const before = aWatch({facts: [asked, ...recorded([lost]).map(fact => ({...fact, seq: 2}))], settings});
    const {run, hands} = bench({watch: before});
    expect(await run('deliveries', 'retry', 'dlv-1')).toMatchObject({
      exitCode: 0,
      stdout: 'P1 DiskFull to pager: sent\n',
    });
    expect(hands()?.commands).toMatchObject([{type: 'deliver', deliveries: [{target: 'pager', key: 'k1'}]}]);
    expect(await bench({watch: before}).run('deliveries', 'retry', 'dlv-9')).toMatchObject({exitCode: 5});
    expect(await bench({watch: before}).run('deliveries', 'retry')).toMatchObject({exitCode: 2});
  });

  test('flush says when nothing waits', async () => {
    expect(await bench({watch}).run('deliveries', 'flush')).toMatchObject({
      exitCode: 0,
      stderr: 'Nothing waits to be sent.\n',
    });
  });
});

test('wk contacts lists who can be called and how, and finds them by what they know', async () => {
  const {run, home} = bench();
  const file = join(home, 'config.yaml');
  writeFileSync(
    file,
    'contacts:\n  lee: {name: Lee, field: databases, phone: "+1 555 0100"}\n  cloud: {name: Support, field: network, url: "https://s.example"}\n',
  );
  expect((await run('contacts', '--config', file)).stdout).toContain('lee      Lee      databases  +1 555 0100');
  const {stdout} = await run('contacts', 'data', '--config', file, '-o', 'json');
  expect(JSON.parse(stdout)).toMatchObject([{contact: 'lee', name: 'Lee', phone: '+1 555 0100', onCall: []}]);
});

test('wk doctor --targets says what each target can do and whether it would take a page', async () => {
  const {run, home} = bench({
    targets: [
      fakeTarget({powers: {escalate: 'needs an API token', note: 'needs an API token'}}),
      {
        ...fakeTarget({name: 'room', kind: 'slack'}),
        check: () => Promise.reject(new TargetError('refused', 'invalid_auth', {hint: 'Look at the token.'})),
      },
    ],
  });
  const file = join(home, 'config.yaml');
  writeFileSync(file, 'targets: {pager: {kind: pagerduty, routing_key: {env: PD}}}\n');
  const {stdout, exitCode} = await run('doctor', '--targets', '--config', file);
  expect(exitCode).toBe(4);
  const yes = {create: true, ack: true, release: true, resolve: true, update: true, find: true, 'on-call': true};
  expect(stdout.split('\n').slice(0, 3)).toEqual([
    'target create ack release resolve escalate note update find on-call',
    'pager  yes    yes yes     yes     -        -    yes    yes  yes',
    'room   yes    yes yes     yes     yes      yes  yes    yes  yes',
  ]);
  const json = JSON.parse((await run('doctor', '--targets', '--config', file, '-o', 'json')).stdout);
  expect(json[0]).toMatchObject({about: 'target pager', verbs: {...yes, escalate: false, note: false}});
  expect(stdout).toContain('no escalate, note: needs an API token');
  expect(stdout).toContain('FAIL  target room: invalid_auth');
});
