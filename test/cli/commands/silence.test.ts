import {describe, expect, test} from 'vitest';
import type {SilencesAnswer} from '../../../src/cli/context.js';
import {anAlert, aSilence, aWatch, NIGHT} from '../../support/given.js';
import {bench} from '../fake-context.js';
import {listed} from '../listed.js';

const HOUR = 3_600_000;
const DISK = anAlert({name: 'DiskFull'});
const mine = aSilence({id: 'aaaaaaaa-1', createdBy: 'ana', endsAt: NIGHT + HOUR});
const theirs = aSilence({
  id: 'bbbbbbbb-2',
  createdBy: 'lee',
  comment: 'deploy',
  endsAt: NIGHT + 2 * HOUR,
  startsAt: NIGHT - HOUR,
});
const old = aSilence({id: 'cccccccc-3', state: 'expired', endsAt: NIGHT - HOUR});
const watch = aWatch({alerts: [DISK], silences: [mine, theirs, old]});

describe('wk silence add', () => {
  test('prints the id and nothing else on stdout, what it hits on stderr', async () => {
    const {run, hands} = bench({watch});
    expect(await run('silence', 'add', 'DiskFull', '-c', 'resizing')).toEqual({
      stdout: 'placed-0\n',
      stderr: 'Hits 1 alert now. Ends 04:00.\n',
      exitCode: 0,
    });
    expect(hands()?.commands).toEqual([
      {
        type: 'silence',
        source: 'eu',
        matchers: [{name: 'alertname', value: 'DiskFull', isRegex: false, isEqual: true}],
        comment: 'resizing',
        duration: HOUR,
      },
    ]);
  });

  test('an end before the start is that of the next day, and a later start is named', async () => {
    const {run, hands} = bench({watch});
    const {stderr} = await run('silence', 'add', 'DiskFull', '-c', 'x', '--start', '22:00', '--end', '21:00');
    expect(hands()?.commands).toMatchObject([{startsAt: NIGHT + 19 * HOUR, endsAt: NIGHT + 42 * HOUR}]);
    expect(stderr).toMatch(/^Hits 1 alert now. Begins 22:00, ends \S.*21:00/);
  });

  test('takes a start, an end and a duration', async () => {
    const order = async (...flags: string[]) => {
      const {run, hands} = bench({watch});
      await run('silence', 'add', 'x', '-c', 'y', ...flags);
      const [command] = hands()?.commands ?? [];
      if (command?.type !== 'silence') {
        throw new Error('no silence was ordered');
      }
      const {type: _type, source: _source, matchers: _matchers, comment: _comment, ...times} = command;
      return times;
    };
    expect(await order('-d', '1d')).toEqual({duration: 24 * HOUR});
    expect(await order('--start', '22:00', '-d', '90m')).toEqual({
      startsAt: NIGHT + 19 * HOUR,
      endsAt: NIGHT + 20.5 * HOUR,
    });
    expect(await order('--start', '2026-11-20T05:00:00Z', '--end', '2026-11-20T06:00:00Z')).toEqual({
      startsAt: NIGHT + 2 * HOUR,
      endsAt: NIGHT + 3 * HOUR,
    });
    expect(await order('--end', '2h')).toEqual({endsAt: NIGHT + 2 * HOUR});
  });

  test('has to say why, before anything is asked of an Alertmanager', async () => {
    expect(await bench({watch}).run('silence', 'add', 'DiskFull')).toMatchObject({
      stderr: 'wk: A silence has to say why.\n    Add --comment "...".\n',
      exitCode: 2,
    });
  });

  test('wants to know which Alertmanager, where there are several', async () => {
    const env = {ALERTMANAGER_URL: 'eu=http://a,us=http://b'};
    expect(await bench({watch, env}).run('silence', 'add', 'x', '-c', 'y')).toMatchObject({
      stderr:
        'wk: There are several Alertmanagers, and a silence belongs to one.\n    Name it with --source, once for each: eu, us.\n',
      exitCode: 2,
    });
    expect((await bench({watch, env}).run('silence', 'add', 'x', '-c', 'y', '--source', 'eu')).stdout).toBe(
      'placed-0\n',
    );
  });

  test.each(['a=~".*"', 'alertname=', 'foo!=x'])('%s, which fits what has no such label, is refused', async matcher => {
    const {stderr, exitCode} = await bench({watch}).run('silence', 'add', matcher, '-c', 'x');
    expect(stderr).toMatch(/^wk: These matchers fit an alert that has none of these labels/);
    expect(exitCode).toBe(2);
  });

  test('what the Alertmanager refuses is exit code 1, and no id is printed', async () => {
    expect(await bench({watch, hands: {refuses: 'too long'}}).run('silence', 'add', 'x', '-c', 'y')).toEqual({
      stdout: '',
      stderr: 'wk: eu: too long\n    Look there.\n',
      exitCode: 1,
    });
  });
});

describe('wk silence extend', () => {
  test('adds to the present end and prints the result', async () => {
    const {run, hands} = bench({watch});
    expect(await run('silence', 'extend', 'bbbbbbbb-2', '-d', '30m')).toEqual({
      stdout: 'bbbbbbbb-2 until 05:30\n',
      stderr: '',
      exitCode: 0,
    });
    expect(hands()?.commands).toEqual([
      {type: 'extend-silence', source: 'eu', silence: 'bbbbbbbb-2', endsAt: NIGHT + 2.5 * HOUR},
    ]);
  });

  test('sets an end, finds a silence by the beginning of its id', async () => {
    const {stdout} = await bench({watch}).run('silence', 'extend', 'aaaaaa', '--until', '06:00', '-o', 'json');
    expect(JSON.parse(stdout)).toEqual([{id: 'aaaaaaaa-1', source: 'eu', endsAt: '2026-11-20T06:00:00.000Z'}]);
  });

  test('wants one of --duration and --until', async () => {
    expect((await bench({watch}).run('silence', 'extend', 'aaaaaaaa-1')).exitCode).toBe(2);
    expect((await bench({watch}).run('silence', 'extend', 'aaaaaaaa-1', '-d', '1h', '--until', '9:00')).exitCode).toBe(
      2,
    );
  });

  test('an expired one is refused, an unknown one not found', async () => {
    expect((await bench({watch}).run('silence', 'extend', 'cccccccc-3', '-d', '3h')).exitCode).toBe(6);
    expect(await bench({watch}).run('silence', 'extend', 'dddddddd', '-d', '1h')).toMatchObject({
      stderr: 'wk: There is no silence dddddddd.\n    List them with `wk silence list`.\n',
      exitCode: 5,
    });
  });

  test('explains how it differs from amtool', async () => {
    expect((await bench().run('silence', 'extend', '--help')).stdout).toContain('amtool');
  });
});

describe('wk silence expire', () => {
  test('ends each, ended ones count as done', async () => {
    const {run, hands} = bench({watch});
    expect(await run('silence', 'expire', 'aaaaaaaa-1', 'cccccccc-3')).toEqual({
      stdout: 'aaaaaaaa-1 ended\ncccccccc-3 ended\n',
      stderr: '',
      exitCode: 0,
    });
    expect(hands()?.commands.map(({type}) => type)).toEqual(['expire-silence', 'expire-silence']);
  });

  test("asks a person before somebody else's is ended", async () => {
    const made = bench({watch, isTTY: true});
    expect((await made.run('silence', 'expire', 'bbbbbbbb-2')).exitCode).toBe(6);
    expect(made.asked).toEqual(['End lee\'s silence "deploy"?']);
    expect((await bench({watch, isTTY: true, answer: true}).run('silence', 'expire', 'bbbbbbbb-2')).exitCode).toBe(0);
    expect((await bench({watch, isTTY: true}).run('silence', 'expire', 'bbbbbbbb-2', '--yes')).exitCode).toBe(0);
  });

  test('one unknown id ends nothing', async () => {
    const {run, hands} = bench({watch});
    expect((await run('silence', 'expire', 'aaaaaaaa-1', 'nope')).exitCode).toBe(5);
    expect(hands()?.commands).toEqual([]);
  });
});

describe('wk silence list', () => {
  const list = (answer: Partial<SilencesAnswer> = {}) =>
    bench({context: {querySilences: async () => ({silences: [theirs, old, mine], failures: [], ...answer})}});

  test('shows those in force, soonest end first', async () => {
    expect((await list().run('silence', 'list')).stdout).toBe(
      [
        'ID          STATE   ENDS   BY   MATCHERS              COMMENT',
        'aaaaaaaa-1  active  in 1h  ana  alertname="DiskFull"  deploy',
        'bbbbbbbb-2  active  in 2h  lee  alertname="DiskFull"  deploy',
        '',
      ].join('\n'),
    );
  });

  test('filters by end, author, matchers and state', async () => {
    const ids = async (...flags: string[]) =>
      (await list().run('silence', 'list', '-q', ...flags)).stdout.split('\n').slice(0, -1);
    expect(await ids('--within', '90m')).toEqual(['aaaaaaaa-1']);
    expect(await ids('--created-by', 'lee')).toEqual(['bbbbbbbb-2']);
    expect(await ids('--expired')).toEqual(['cccccccc-3']);
    expect(await ids('--expired', '--within', '30m')).toEqual([]);
    expect(await ids('DiskFull')).toEqual(['aaaaaaaa-1', 'bbbbbbbb-2']);
    expect(await ids('alertname=Other')).toEqual([]);
  });

  test("json is an array in Alertmanager's shape", async () => {
    const {stdout} = await list({silences: [mine]}).run('silence', 'list', '-o', 'json');
    expect(JSON.parse(stdout)).toEqual([
      {
        id: 'aaaaaaaa-1',
        status: {state: 'active'},
        updatedAt: '2026-11-20T03:00:00.000Z',
        comment: 'deploy',
        createdBy: 'ana',
        endsAt: '2026-11-20T04:00:00.000Z',
        matchers: [{isEqual: true, isRegex: false, name: 'alertname', value: 'DiskFull'}],
        startsAt: '2026-11-20T03:00:00.000Z',
      },
    ]);
  });
});

describe('wk silence preview', () => {
  test('shows what it would hit in any state, and counts', async () => {
    const alerts = [
      listed({alertname: 'DiskFull', instance: 'a'}),
      listed(
        {alertname: 'DiskFull', instance: 'b'},
        {status: {state: 'suppressed', silencedBy: ['x'], inhibitedBy: []}},
      ),
    ];
    const queries: unknown[] = [];
    const {run} = bench({
      context: {
        queryAlerts: async (_config, query) => {
          queries.push(query);
          return {alerts, failures: []};
        },
      },
    });
    expect(await run('silence', 'preview', 'DiskFull')).toEqual({
      stdout: 'STATE     ALERT     LABELS\nactive    DiskFull  instance="a"\nsilenced  DiskFull  instance="b"\n',
      stderr: 'Hits 2 alerts now: 1 active, 1 silenced.\n',
      exitCode: 0,
    });
    expect(queries).toMatchObject([{active: true, silenced: true, inhibited: true, unprocessed: true}]);
  });
});
