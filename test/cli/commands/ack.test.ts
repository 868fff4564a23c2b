import {describe, expect, test} from 'vitest';
import {placeKey} from '../../../src/core/escalation/places.js';
import {aMessage} from '../../support/a-target.js';
import {fakeTarget} from '../../support/fake-target.js';
import {anAlert, aSilence, aWatch, keyOf, NIGHT, recorded, upHealth} from '../../support/given.js';
import {bench} from '../fake-context.js';

const DISK = anAlert({labels: {alertname: 'DiskFull', severity: 'critical', instance: 'db-1'}});
const DISK2 = anAlert({labels: {alertname: 'DiskFull', severity: 'critical', instance: 'db-2'}});
const LAG = anAlert({labels: {alertname: 'Lag', severity: 'warning'}});
const watch = aWatch({alerts: [DISK, DISK2, LAG]});
const HELD = [
  {
    type: 'ack.requested',
    ack: 'wk-old',
    source: 'eu',
    title: 'DiskFull (2 alerts)',
    alerts: [DISK, DISK2].map(({fingerprint, startsAt}) => ({fingerprint, startsAt})),
    matchers: [{name: 'alertname', value: 'DiskFull', isRegex: false, isEqual: true}],
    duration: 900_000,
    comment: 'ACK! on it',
    extend: true,
  },
  {type: 'ack.placed', ack: 'wk-old', silence: 'sil-1', startsAt: NIGHT, endsAt: NIGHT + 900_000, member: 'am-1:9093'},
] as const;
const heldWatch = aWatch({
  alerts: [DISK, DISK2, LAG],
  facts: recorded(HELD.map(fact => structuredClone(fact)) as never),
});

/** What the ack did at a target. */
function ackedAt({name, kind}: {readonly name: string; readonly kind: string}): readonly unknown[] {
  const thread = `thread of ${kind}`;
  const asked = {
    type: 'delivery.requested',
    delivery: `dlv-${name}`,
    target: name,
    kind,
    verb: 'ack',
    key: placeKey('ack', 'wk-old', thread),
    thread,
    title: 'DiskFull',
    message: aMessage({status: 'acked'}),
    alerts: [{source: 'eu', fingerprint: DISK.fingerprint, startsAt: DISK.startsAt}],
    expiresAt: NIGHT + 900_000,
  };
  return [asked, {type: 'delivery.sent', delivery: asked.delivery, attempts: 1}];
}

describe('wk ack', () => {
  test('acks what fits, one silence for each group, and says where it is', async () => {
    const {run, hands} = bench({watch});
    expect(await run('ack', 'DiskFull')).toEqual({
      stdout: 'DiskFull (2 alerts): acked until 03:15 by silence placed-0 at am-1:9093\n',
      stderr: 'Nobody extends this: it lapses at 03:15 unless a cockpit runs by then.\n',
      exitCode: 0,
    });
    expect(hands()?.commands).toEqual([{type: 'ack', alerts: [keyOf(DISK), keyOf(DISK2)]}]);
    expect(hands()?.closed()).toBe(true);
  });

  test('through the holder says nothing about lapsing: its keeper extends it', async () => {
    const {stderr} = await bench({watch, hands: {role: 'via-holder'}}).run('ack', 'DiskFull');
    expect(stderr).toBe('');
  });

  test('of what cannot be silenced is done once it is recorded, and says that it is a word to the team', async () => {
    const powers = {silence: false, resolve: true, history: false};
    const told = aWatch({alerts: [LAG], health: {...upHealth(), powers}});
    expect(await bench({watch: told}).run('ack', 'Lag')).toEqual({
      stdout: 'Lag: acked by a word to the team, eu cannot be silenced\n',
      stderr: '',
      exitCode: 0,
    });
  });

  test('is idempotent: what is acked stays as it is', async () => {
    const {run, hands} = bench({watch: heldWatch});
    expect(await run('ack', 'DiskFull', 'instance=db-1')).toEqual({
      stdout: 'DiskFull db-1: already acked by ana until 03:15\n',
      stderr: '',
      exitCode: 0,
    });
    expect(hands()?.state().shift.acks.size).toBe(1);
  });

  test('json says what was acked and what was already', async () => {
    const {stdout} = await bench({watch: heldWatch}).run('ack', 'alertname=~"DiskFull|Lag"', '-o', 'json');
    expect(JSON.parse(stdout)).toEqual({
      acks: [
        {
          ack: expect.any(String),
          source: 'eu',
          title: 'Lag',
          fingerprints: [LAG.fingerprint],
          state: 'placed',
          silence: 'placed-0',
          member: 'am-1:9093',
          endsAt: '2026-11-20T03:15:00.000Z',
        },
      ],
      already: [DISK, DISK2].map(({fingerprint}) => ({
        source: 'eu',
        fingerprint,
        by: 'ana',
        endsAt: '2026-11-20T03:15:00.000Z',
      })),
    });
  });

  test('passes comment, duration and single on', async () => {
    const {run, hands} = bench({watch});
    await run('ack', 'DiskFull', '-c', 'on it, INC-42', '-d', '1h', '--single');
    expect(hands()?.commands).toMatchObject([{comment: 'on it, INC-42', duration: 3_600_000, single: true}]);
    expect(hands()?.state().shift.acks.size).toBe(2);
  });

  test('with an end in mind and nobody to extend it, the silence is that long from the start', async () => {
    const alone = bench({watch});
    await alone.run('ack', 'Lag', '--until', '05:00');
    expect(alone.hands()?.commands).toMatchObject([{until: NIGHT + 7_200_000, duration: 7_200_000}]);
    const kept = bench({watch, hands: {role: 'via-holder'}});
    await kept.run('ack', 'Lag', '--until', '2h');
    expect(kept.hands()?.commands).toEqual([{type: 'ack', alerts: [keyOf(LAG)], until: NIGHT + 7_200_000}]);
  });

  test('nothing that fits is exit code 5', async () => {
    expect(await bench({watch}).run('ack', 'Nope')).toEqual({
      stdout: '',
      stderr: 'wk: No alert fits {alertname="Nope"}.\n    See what fires with `wk alerts`; it may have resolved.\n',
      exitCode: 5,
    });
  });

  test('a source that never answered is exit code 3, and the reason is told', async () => {
    const {lastGood: _lastGood, ...health} = upHealth();
    const trouble = {kind: 'unreachable', message: 'connection refused.', hint: 'Is it up?'} as const;
    const down = aWatch({health: {...health, state: 'down', trouble}});
    expect(await bench({watch: down}).run('ack', 'Nope')).toMatchObject({
      stderr: 'wk: eu: connection refused.\n    Is it up?\n',
      exitCode: 3,
    });
  });

  test('a silence that the Alertmanager refuses is exit code 1', async () => {
    expect(await bench({watch, hands: {refuses: 'bad matcher'}}).run('ack', 'Lag')).toEqual({
      stdout: 'Lag: not acked: bad matcher\n',
      stderr: 'Look there.\n',
      exitCode: 1,
    });
  });

  test('one that is not placed in time is exit code 3, and recorded', async () => {
    const {run, hands} = bench({watch, hands: {silent: true}});
    expect(await run('ack', 'Lag', '--wait', '1s')).toMatchObject({
      stdout: 'Lag: recorded, the silence is not placed yet\n',
      exitCode: 3,
    });
    expect(hands()?.state().shift.acks.size).toBe(1);
  });

  test('read-only refuses before anything is opened, exit code 6', async () => {
    const {run, hands} = bench({watch});
    expect(await run('ack', 'Lag', '--read-only')).toMatchObject({
      stderr:
        'wk: Nothing is changed in read-only mode.\n    Leave out --read-only and WK_READ_ONLY to change something.\n',
      exitCode: 6,
    });
    expect(hands()).toBeUndefined();
  });

  test('a dry run says what it would do and does nothing', async () => {
    const {run, hands} = bench({watch});
    expect((await run('ack', 'DiskFull', '--dry-run')).stderr).toBe(
      'Would ack 2 alerts with 1 silence:\n  DiskFull db-1\n  DiskFull db-2\n',
    );
    expect(hands()?.commands).toEqual([]);
  });

  test('a person at a terminal is asked before very many alerts, --yes is enough of an answer', async () => {
    const many = aWatch({
      alerts: Array.from({length: 30}, (_, index) => anAlert({labels: {alertname: 'Many', instance: `i-${index}`}})),
    });
    const no = bench({watch: many, isTTY: true});
    expect((await no.run('ack', 'Many')).exitCode).toBe(6);
    expect([no.asked, no.hands()?.commands]).toEqual([['Ack 30 alerts?'], []]);
    expect((await bench({watch: many, isTTY: true}).run('ack', 'Many', '--yes')).exitCode).toBe(0);
    expect((await bench({watch: many}).run('ack', 'Many')).exitCode).toBe(0);
  });

  test('an unknown --source is told with the known ones', async () => {
    expect(await bench({watch}).run('ack', 'Lag', '--source', 'us')).toMatchObject({
      stderr: 'wk: No Alertmanager is called us.\n    Known: eu.\n',
      exitCode: 2,
    });
  });
});

describe('wk release', () => {
  test('ends the ack and its silence', async () => {
    const {run, hands} = bench({watch: heldWatch});
    expect(await run('release', 'DiskFull')).toEqual({
      stdout: 'DiskFull (2 alerts): released\n',
      stderr: '',
      exitCode: 0,
    });
    expect(hands()?.state().shift.acks.get('wk-old')?.status).toBe('ended');
    expect(hands()?.state().shift.acks.get('wk-old')?.silenceOpen).toBe(false);
  });

  test('takes the acknowledgement back at pagers, and names the one that cannot, with the reason', async () => {
    const targets = [
      fakeTarget({name: 'rest', kind: 'jsm'}),
      fakeTarget({name: 'events', kind: 'pagerduty', powers: {release: 'an event cannot', note: 'no notes'}}),
    ];
    const told = aWatch({
      alerts: [DISK, DISK2, LAG],
      settings: {targets},
      facts: recorded([...HELD.map(fact => structuredClone(fact)), ...targets.flatMap(ackedAt)] as never),
    });
    const {stdout, stderr, exitCode} = await bench({watch: told}).run('release', 'DiskFull');
    expect({stdout, exitCode}).toEqual({
      stdout: 'DiskFull (2 alerts): released\nrest: un-acked\nevents: STAYS acknowledged there: an event cannot\n',
      exitCode: 0,
    });
    expect(stderr).toContain('calls nobody there any more');
    const json = await bench({watch: told}).run('release', 'DiskFull', '-o', 'json');
    expect(JSON.parse(json.stdout).places).toMatchObject([
      {target: 'rest', verb: 'release', state: 'sent', error: null},
      {target: 'events', verb: 'release', state: 'unsupported', error: 'an event cannot'},
    ]);
  });

  test('of what nobody holds changes nothing and is success', async () => {
    expect(await bench({watch}).run('release', 'Lag', '-o', 'json')).toEqual({
      stdout: '{\n  "released": [],\n  "places": []\n}\n',
      stderr: 'None of these alerts is acked; nothing was changed.\n',
      exitCode: 0,
    });
  });

  test('of what does not exist is exit code 5', async () => {
    expect((await bench({watch}).run('release', 'Nope')).exitCode).toBe(5);
  });

  test('a dry run of what is not ours to give back is refused as the run itself', async () => {
    const {run} = bench({watch: aWatch({alerts: [{...DISK, silencedBy: ['s-9']}], silences: [aSilence({id: 's-9'})]})});
    expect(await run('release', 'DiskFull', '--dry-run')).toMatchObject({
      exitCode: 6,
      stderr: expect.stringContaining("lee's silence"),
    });
  });

  test('of what was given back a moment ago, by its silence that the source still shows, is no refusal', async () => {
    const facts = recorded([...HELD, {type: 'ack.ended', ack: 'wk-old', reason: 'released'}] as never);
    const shown = {alerts: [{...DISK, silencedBy: ['sil-1']}], silences: [aSilence({id: 'sil-1'})]};
    const {run} = bench({watch: aWatch({...shown, facts})});
    expect(await run('release', 'DiskFull', '--dry-run')).toMatchObject({
      exitCode: 0,
      stderr: 'None of these alerts is acked; nothing would be changed.\n',
    });
  });

  test('a dry run names the acks', async () => {
    const {run, hands} = bench({watch: heldWatch});
    expect((await run('release', 'DiskFull', '--dry-run')).stderr).toBe(
      'Would release 1 ack:\n  DiskFull (2 alerts)\n',
    );
    expect(hands()?.commands).toEqual([]);
  });
});

test('an ack where the members are not one cluster says that the others go on notifying', async () => {
  const apart = aWatch({alerts: [LAG], health: upHealth({apart: true})});
  const {stderr, exitCode} = await bench({watch: apart, hands: {role: 'via-holder'}}).run('ack', 'Lag');
  expect(stderr).toBe(
    'The members of eu are not one cluster: what one of them holds back, the others go on notifying.\n',
  );
  expect(exitCode).toBe(0);
});
