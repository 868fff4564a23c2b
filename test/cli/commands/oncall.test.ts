import {writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {describe, expect, test} from 'vitest';
import type {CommandContext, ShiftsAnswer} from '../../../src/cli/context.js';
import {TargetError} from '../../../src/core/escalation/target.js';
import type {NewFact} from '../../../src/core/shift/decision.js';
import {fakeTarget} from '../../support/fake-target.js';
import {NIGHT, recorded} from '../../support/given.js';
import {bench} from '../fake-context.js';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const PRIMARY =
  'primary: {kind: rotation, users: [ana, lee, mo], length: 7d, start: 2026-11-02T09:00, zone: Europe/Berlin}';
const OFFICE = 'office: {kind: rotation, users: [zoe], start: 2026-11-02, hours: "Mon-Fri 09:00-17:00", zone: UTC}';
const PAGER = 'pager: {kind: pagerduty, schedule: PABC123, token: {env: PD}, people: {pat: PPAT}, zone: UTC}';

/** It is Friday, 2026-11-20 03:00 UTC. */
function run(schedules: readonly string[], argv: readonly string[], context: Partial<CommandContext> = {}) {
  const made = bench({context});
  const text = schedules.length === 0 ? 'ui: {zone: UTC}' : `ui: {zone: UTC}\nschedule:\n  ${schedules.join('\n  ')}\n`;
  writeFileSync(join(made.home, 'config.yaml'), text);
  return made.run('oncall', '--config', join(made.home, 'config.yaml'), ...argv);
}

async function json(schedules: readonly string[], argv: readonly string[], context: Partial<CommandContext> = {}) {
  const {stdout, stderr, exitCode} = await run(schedules, [...argv, '-o', 'json'], context);
  return {value: JSON.parse(stdout) as unknown, stderr, exitCode};
}

describe('wk oncall --target', () => {
  const pager = fakeTarget({name: 'pager', powers: {'on-call': 'It has no schedules.'}});
  const tells = {...pager, powers: {...pager.powers, 'on-call': true as const}};
  const asked: (number | undefined)[] = [];
  const onCall = async (at: number | undefined) => {
    asked.push(at);
    return [{person: 'Lee', level: 1, of: 'Payments', until: NIGHT + 5 * HOUR}];
  };

  test('says who is on call by the word of a pager, now and at a time', async () => {
    const context = {targets: async () => [{...tells, onCall}]};
    expect((await run([], ['--target', 'pager'], context)).stdout).toBe(
      'ON CALL  LEVEL  FOR       FROM  UNTIL\nLee      1      Payments        08:00\n',
    );
    const {value} = await json([], ['--target', 'pager', '--at', '2026-11-24T12:00:00Z'], context);
    expect(value).toEqual([{person: 'Lee', level: 1, of: 'Payments', from: null, until: '2026-11-20T08:00:00.000Z'}]);
    expect(asked).toEqual([undefined, Date.parse('2026-11-24T12:00:00Z')]);
  });

  test('says of a target that cannot tell, or is not there, or does not answer, why', async () => {
    const down = async () => Promise.reject(new TargetError('unreachable', 'pager does not answer.', {hint: 'Look.'}));
    const context = {targets: async () => [pager, {...tells, name: 'down', onCall: down}]};
    const ends = async (...argv: readonly string[]) => {
      const {stderr, exitCode} = await run([], ['--target', ...argv], context);
      return [exitCode, stderr.split('\n')[0]];
    };
    expect(await ends('pager')).toEqual([2, expect.stringContaining('pager does not tell who is on call')]);
    expect(await ends('nobody')).toEqual([5, 'wk: No target is called nobody.']);
    expect(await ends('down')).toEqual([3, 'wk: pager does not answer.']);
    expect(await ends('pager', '--days', '2')).toEqual([2, expect.stringContaining('only --at goes with it')]);
  });
});

describe('wk oncall', () => {
  test('says who is on call, until when, and who comes next', async () => {
    expect(await run([PRIMARY, OFFICE], [])).toEqual({
      stdout: [
        'SCHEDULE  ON CALL  UNTIL               NEXT  FROM',
        'primary   mo       11-23 08:00 (3d5h)  ana   11-23 08:00',
        'office    nobody   09:00 (6h)          zoe   09:00',
        '',
      ].join('\n'),
      stderr: '',
      exitCode: 0,
    });
    expect((await run([PRIMARY, OFFICE], ['-o', 'simple'])).stdout).toBe('primary mo\noffice nobody\n');
    expect((await run([PRIMARY], ['-o', 'wide'])).stdout).toContain(
      '11-16 08:00  11-23 08:00 (3d5h)  2026-11-23T08:00:00.000Z',
    );
  });

  test('at a time, as JSON, is one array with the whole shift', async () => {
    const {value} = await json([PRIMARY, OFFICE], ['--at', '2026-11-24T12:00:00Z', '--schedule', 'primary']);
    expect(value).toEqual([
      {
        schedule: 'primary',
        at: '2026-11-24T12:00:00.000Z',
        user: 'ana',
        from: '2026-11-23T08:00:00.000Z',
        until: '2026-11-30T08:00:00.000Z',
        override: false,
        next: {user: 'lee', from: '2026-11-30T08:00:00.000Z', until: '2026-12-07T08:00:00.000Z'},
      },
    ]);
  });

  test('says which time it answers for, and refuses a day that there is not', async () => {
    const {stdout, stderr} = await run([PRIMARY], ['--at', '2026-12-24 20:00']);
    expect(stdout).toMatch(/^SCHEDULE/);
    expect(stderr).toBe('At 2026-12-24 20:00Z:\n');
    for (const none of ['2026-02-30 10:00', '2026-13-01']) {
      const refused = await run([PRIMARY], ['--at', none]);
      expect(refused).toMatchObject({exitCode: 2, stdout: '', stderr: expect.stringContaining(`${none} is no time`)});
    }
  });

  test('names an override, and has no end where none is in sight', async () => {
    const over =
      'alone: {kind: rotation, users: [ana], start: 2026-11-02, zone: UTC, overrides: [{user: mo, from: 2026-11-20T02:00, until: 2026-11-20T05:00}]}';
    expect((await run([over], [])).stdout).toContain('alone     mo (override)  05:00 (2h)  ana   05:00');
    expect((await json([over], ['--at', '2026-11-21T00:00:00Z'])).value).toMatchObject([
      {user: 'ana', override: false, until: null, next: null},
    ]);
  });

  test('for a person says whether they are on, and when they are next', async () => {
    expect((await run([PRIMARY, OFFICE], ['--user', 'mo'])).stdout).toBe(
      [
        'SCHEDULE  ON CALL  UNTIL               NEXT FROM    NEXT UNTIL',
        'primary   yes      11-23 08:00 (3d5h)  12-07 08:00  12-14 08:00',
        '',
      ].join('\n'),
    );
    expect((await json([PRIMARY], ['--user', 'ana'])).value).toEqual([
      {
        schedule: 'primary',
        user: 'ana',
        at: '2026-11-20T03:00:00.000Z',
        onCall: false,
        from: null,
        until: null,
        next: {user: 'ana', from: '2026-11-23T08:00:00.000Z', until: '2026-11-30T08:00:00.000Z'},
      },
    ]);
  });

  test('over a period lists shifts and gaps', async () => {
    expect((await run([OFFICE], ['--from', '2026-11-20 12:00', '--to', '2026-11-23 12:00'])).stdout).toBe(
      [
        'SCHEDULE  ON CALL  FROM         UNTIL        LENGTH',
        'office    zoe      12:00        17:00        5h',
        'office    nobody   17:00        11-23 09:00  2d16h',
        'office    zoe      11-23 09:00  11-23 12:00  3h',
        '',
      ].join('\n'),
    );
    expect((await json([PRIMARY], ['--days', '4'])).value).toEqual([
      {schedule: 'primary', user: 'mo', from: '2026-11-20T03:00:00.000Z', until: '2026-11-23T08:00:00.000Z'},
      {schedule: 'primary', user: 'ana', from: '2026-11-23T08:00:00.000Z', until: '2026-11-24T03:00:00.000Z'},
    ]);
    expect((await json([PRIMARY], ['--days', '4', '--user', 'ana'])).value).toMatchObject([{user: 'ana'}]);
  });

  test.each([
    [[], [], 2, 'No schedule is configured.'],
    [[PRIMARY], ['--schedule', 'secondary'], 5, 'There is no schedule secondary.'],
    [[PRIMARY], ['--user', 'anna'], 5, 'Did you mean ana?'],
    [[PRIMARY], ['--at', 'soon'], 2, '--at soon is no time.'],
    [[PRIMARY], ['--days', '0'], 2, '--days 0 is no count of days.'],
    [[PRIMARY], ['--days', '3', '--to', '2d'], 2, '--to and --days both say where the time ends.'],
    [[PRIMARY], ['--from', '2026-11-20', '--to', '2026-11-19'], 2, '--to is not after --from.'],
    [[PRIMARY], ['--workload', '4w', '--days', '3'], 2, '--workload looks back by itself'],
    [[PRIMARY], ['--workload', 'long'], 2, '--workload long is no duration.'],
  ])('%#: what cannot be answered is told, with its exit code', async (...told) => {
    const [schedules, argv, code, words] = told;
    const {stdout, stderr, exitCode} = await run(schedules, argv);
    expect(stderr).toContain(words);
    expect(stdout).toBe('');
    expect(exitCode).toBe(code);
  });
});

describe('wk oncall of a schedule in PagerDuty', () => {
  const told: ShiftsAnswer = {shifts: [{user: 'pat', from: NIGHT - DAY, until: NIGHT + DAY}]};

  test('asks it for the time it needs', async () => {
    const asked: unknown[] = [];
    const {value} = await json([PAGER], [], {
      askSchedule: async (schedule, period) => {
        asked.push([schedule.schedule, period.from]);
        return told;
      },
    });
    expect(asked).toEqual([['PABC123', NIGHT]]);
    expect(value).toMatchObject([{schedule: 'pager', user: 'pat', from: '2026-11-19T03:00:00.000Z', next: null}]);
  });

  test('that does not answer leaves the others, and is told', async () => {
    const failure = {
      source: 'pager',
      kind: 'unreachable',
      message: 'api.pagerduty.com cannot be reached.',
      hint: 'Try.',
    };
    const context = {askSchedule: async () => ({failure})};
    const {stdout, stderr, exitCode} = await run([PAGER, PRIMARY], [], context);
    expect(stdout).toContain('primary   mo');
    expect(stderr).toContain('pager: api.pagerduty.com cannot be reached.');
    expect(exitCode).toBe(3);
    expect((await run([PAGER], [], context)).exitCode).toBe(3);
  });
});

describe('wk oncall --workload', () => {
  const fired = (fingerprint: string, on: number): NewFact => ({
    type: 'alert.fired',
    source: 'eu',
    fingerprint,
    startsAt: on,
    labels: {alertname: 'DiskFull'},
    severity: 'P1',
    state: 'active',
    on,
  });
  const page = (delivery: string, over: Partial<Extract<NewFact, {type: 'delivery.requested'}>>): NewFact => ({
    type: 'delivery.requested',
    delivery,
    target: 'pager',
    kind: 'pagerduty',
    verb: 'create',
    key: delivery,
    thread: delivery,
    title: 'DiskFull',
    message: {title: 'DiskFull', text: '', severity: 'P1', status: 'firing', source: 'eu', by: 'mo', at: NIGHT},
    expiresAt: NIGHT,
    ...over,
  });
  const facts = recorded([
    fired('f1', NIGHT - 2 * HOUR),
    fired('f1', NIGHT - 2 * HOUR),
    fired('f2', NIGHT - 5 * DAY + 9 * HOUR),
    fired('f3', NIGHT - 8 * DAY),
    {type: 'pager.reported', target: 'pagerduty', what: 'triggered', incident: 'Q1', on: NIGHT - HOUR},
    {type: 'pager.reported', target: 'pagerduty', what: 'resolved', incident: 'Q1', on: NIGHT - HOUR},
    page('d1', {escalation: 'esc-1', target: 'room'}),
    page('d2', {escalation: 'esc-1', target: 'pager'}),
    page('d3', {escalation: 'esc-2', verb: 'note'}),
    page('d4', {}),
  ]).map(fact => ({...fact, by: 'mo', at: new Date(NIGHT - 3 * DAY).toISOString()}));

  test('says hours, nights and weekends of each person, and what came up', async () => {
    const {value, stderr, exitCode} = await json([PRIMARY], ['--workload', '2w'], {
      readLog: async () => ({facts}),
    });
    const [lee, mo, ana] = value as readonly unknown[];
    expect(lee).toEqual({
      user: 'lee',
      from: '2026-11-06T03:00:00.000Z',
      until: '2026-11-20T03:00:00.000Z',
      shifts: 1,
      hours: 168,
      nights: 7,
      nightHours: 56,
      weekends: 1,
      weekendHours: 48,
      alerts: 2,
      nightAlerts: 1,
      pages: 0,
      acks: 0,
      calls: 0,
    });
    expect(mo).toMatchObject({
      user: 'mo',
      hours: 91,
      nights: 4,
      weekends: 0,
      alerts: 1,
      nightAlerts: 1,
      pages: 1,
      calls: 1,
    });
    expect(ana).toMatchObject({user: 'ana', hours: 77, weekends: 1, alerts: 0});
    expect(stderr).toContain('the log begins 11-17 03:00; what fired before is not counted');
    expect(exitCode).toBe(0);
  });

  test('without a log has no alerts to tell of', async () => {
    const context = {readLog: async () => ({facts: []})};
    expect((await json([PRIMARY], ['--workload', '1w', '--user', 'mo'], context)).value).toMatchObject([
      {user: 'mo', alerts: null, pages: null},
    ]);
    const {stdout} = await run([PRIMARY], ['--workload', '1w'], context);
    expect(stdout.split('\n')[0]).toBe('WHO  SHIFTS  HOURS  NIGHTS  HOURS  WEEKENDS  HOURS');
  });
});
