import {describe, expect, test} from 'vitest';
import type {WatchState} from '../../../src/core/watch-state.js';
import {anAlert, aWatch, keyOf, NIGHT, recorded, upHealth} from '../../support/given.js';
import {bench} from '../fake-context.js';

const job = anAlert({source: 'elastalert', labels: {alertname: 'JobFailed'}});
const disk = anAlert({name: 'DiskFull'});

function watch(): WatchState {
  const {source, fingerprint, startsAt, labels} = job;
  const facts = recorded([
    {type: 'alert.fired', source, fingerprint, startsAt, labels, severity: 'P3', state: 'active', on: NIGHT},
    {
      type: 'alert.fired',
      source: 'eu',
      fingerprint: disk.fingerprint,
      startsAt: disk.startsAt,
      labels: disk.labels,
      severity: 'P1',
      state: 'active',
      on: NIGHT,
    },
  ]);
  const base = aWatch({alerts: [disk], facts});
  const powers = {silence: false, resolve: false, history: false};
  const fed = upHealth({source: 'elastalert', members: [], powers});
  const alerts = new Map(base.live.alerts).set(keyOf(job), job);
  return {...base, live: {...base.live, alerts, sources: new Map(base.live.sources).set('elastalert', fed)}};
}

describe('wk resolve', () => {
  test('ends what nothing else ends', async () => {
    const {run, hands} = bench({watch: watch()});
    expect(await run('resolve', 'JobFailed')).toMatchObject({
      exitCode: 0,
      stdout: expect.stringContaining('JobFailed'),
    });
    expect(hands()?.commands).toEqual([{type: 'resolve', alerts: [keyOf(job)], ending: {}}]);
    expect((await run('resolve', 'JobFailed', '--fix', 'ran it again', '--follow-up', 'more disk')).exitCode).toBe(0);
    expect(hands()?.commands).toMatchObject([{ending: {fix: 'ran it again', followUp: 'more disk'}}]);
  });

  test('refuses what a source shows, and says why', async () => {
    const answer = await bench({watch: watch()}).run('resolve', 'DiskFull');
    expect(answer).toMatchObject({exitCode: 6, stderr: expect.stringContaining('eu is looked at again and again')});
  });

  test('says where nothing of that name fires', async () => {
    expect((await bench({watch: watch()}).run('resolve', 'Other')).exitCode).toBe(5);
  });
});

describe('wk resolve of an alert that is over already', () => {
  const {source, fingerprint, startsAt, labels} = disk;
  const facts = recorded([
    {type: 'alert.fired', source, fingerprint, startsAt, labels, severity: 'P1', state: 'active', on: NIGHT},
    {type: 'alert.resolved', source, fingerprint, startsAt, on: NIGHT, reason: 'absent'},
  ]);

  test('notes what is said of it', async () => {
    const {run, hands} = bench({watch: aWatch({facts})});
    expect(await run('resolve', 'DiskFull', '--cause', 'a backup')).toMatchObject({exitCode: 0});
    expect(hands()?.commands).toEqual([
      {
        type: 'tell-ending',
        alert: {source, fingerprint, startsAt},
        title: 'DiskFull',
        ending: {cause: 'a backup'},
      },
    ]);
  });

  test('says how where nothing is said', async () => {
    expect(await bench({watch: aWatch({facts})}).run('resolve', 'DiskFull')).toMatchObject({
      exitCode: 5,
      stderr: expect.stringContaining('say what it was with --cause'),
    });
  });
});

describe('wk silence add of an alert that cannot be silenced', () => {
  test('is refused with what to do instead', async () => {
    const answer = await bench({watch: watch(), hands: {role: 'via-holder'}}).run(
      'silence',
      'add',
      'JobFailed',
      '-c',
      'x',
    );
    expect(answer).toMatchObject({
      exitCode: 6,
      stderr: expect.stringMatching(/cannot be silenced.*wk ack.*wk resolve/s),
    });
  });

  test('names what it cannot hit beside what it silences', async () => {
    const both = bench({watch: watch(), hands: {role: 'via-holder'}});
    const answer = await both.run('silence', 'add', 'alertname=~"JobFailed|DiskFull"', '-c', 'x');
    expect(answer).toMatchObject({exitCode: 0, stderr: expect.stringContaining('1 alert in elastalert')});
    expect(both.hands()?.commands).toMatchObject([{type: 'silence', source: 'eu'}]);
  });
});
