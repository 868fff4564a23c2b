import {describe, expect, test} from 'vitest';
import {aLayer, aSchedule, DAY, wall} from '../../core/schedule/given.js';
import {aWatch, NIGHT, recorded} from '../../support/given.js';
import {type BenchOptions, bench} from '../fake-context.js';

/** Ana is on call until six in the morning in Berlin, then lee. */
const SCHEDULES = [aSchedule([aLayer({users: ['ana', 'lee'], start: wall('2026-11-19T06:00'), length: DAY})])];
const HOUR = 60 * 60_000;
const SIX = Date.parse('2026-11-20T05:00:00Z');

const berlin = (options: BenchOptions = {}) => inZone('Europe/Berlin', options);

function inZone(zone: string, options: BenchOptions) {
  const made = bench(options);
  const {context} = made;
  const {loadConfig} = context;
  Object.assign(context, {
    loadConfig: async (...args: Parameters<typeof loadConfig>) => ({
      ...(await loadConfig(...args)),
      ui: {zone},
    }),
  });
  return made;
}

describe('wk shift start', () => {
  const watch = aWatch({settings: {schedules: SCHEDULES}});

  test('lasts as long as a schedule has the operator on call, in their time and UTC', async () => {
    const {run, hands} = berlin({watch});
    expect(await run('shift', 'start')).toMatchObject({
      exitCode: 0,
      stderr: 'ana has the watch until 06:00 (05:00Z), as the schedule says.\n',
    });
    expect(hands()?.commands).toEqual([{type: 'start-shift', operator: 'ana', endsAt: SIX, schedule: 'primary'}]);
  });

  test('ends when it is told to, whatever the schedule says', async () => {
    const {run, hands} = berlin({watch});
    expect((await run('shift', 'start', '--until', '2h')).stderr).toBe('ana has the watch until 06:00 (05:00Z).\n');
    expect((await run('shift', 'start', '--until', '1h')).stderr).toBe('ana has the watch until 05:00 (04:00Z).\n');
    expect(hands()?.commands).toMatchObject([{endsAt: NIGHT + 3_600_000}]);
  });

  test('of somebody who is not on call has no end', async () => {
    const {run, hands} = berlin({watch});
    expect((await run('shift', 'start', '--operator', 'lee')).stderr).toBe('lee has the watch.\n');
    expect(hands()?.commands).toEqual([{type: 'start-shift', operator: 'lee'}]);
  });
});

describe('wk shift start --from-schedule', () => {
  const watch = aWatch({settings: {schedules: SCHEDULES}});
  const BEGAN = SIX - DAY;

  test('begins the turn that the operator has by now, as of its own begin', async () => {
    const {run, hands} = berlin({watch});
    expect(await run('shift', 'start', '--from-schedule')).toMatchObject({
      exitCode: 0,
      stderr: 'ana has the watch since 11-19 06:00 (05:00Z) until 06:00 (05:00Z), as the schedule primary says.\n',
    });
    expect(hands()?.commands).toEqual([
      {type: 'start-shift', operator: 'ana', endsAt: SIX, schedule: 'primary', turn: BEGAN},
    ]);
  });

  test('tells when the watch began where that was after the turn, and when the turn did', async () => {
    const facts = [
      ...recorded([{type: 'shift.started', shift: 's1', operator: 'ana'}], NIGHT - 3_600_000),
      ...recorded([{type: 'shift.ended', shift: 's1'}], NIGHT - 1_800_000),
    ].map((fact, index) => ({...fact, seq: index + 1}));
    const {run} = berlin({watch: aWatch({facts, settings: {schedules: SCHEDULES}})});
    const words = 'since 03:30 (02:30Z) until 06:00 (05:00Z), as the schedule primary says';
    const turn = 'the turn began 11-19 06:00 (05:00Z)';
    expect((await run('shift', 'start', '--from-schedule', '--dry-run')).stderr).toBe(
      `Would begin the watch of ana ${words}; ${turn}.\n`,
    );
    expect((await run('shift', 'start', '--from-schedule')).stderr).toBe(`ana has the watch ${words}; ${turn}.\n`);
  });

  test('leaves a watch of the operator that runs as it is, so that a timer may ask for it again', async () => {
    const facts = recorded([{type: 'shift.started', shift: 's1', operator: 'ana', endsAt: SIX, schedule: 'primary'}]);
    const {run, hands} = berlin({watch: aWatch({facts, settings: {schedules: SCHEDULES}})});
    expect(await run('shift', 'start', '--from-schedule')).toMatchObject({
      exitCode: 0,
      stderr: 'The watch of ana runs already, since 04:00 (03:00Z).\n',
    });
    expect(hands()?.commands).toEqual([]);
    expect((await run('shift', 'status')).stdout).toContain('2h left, by the schedule primary');
  });

  test('is refused for whoever has no turn, and together with --until', async () => {
    const {run} = berlin({watch});
    expect(await run('shift', 'start', '--from-schedule', '--operator', 'lee')).toMatchObject({
      exitCode: 6,
      stderr: expect.stringContaining('lee has no turn now by any schedule'),
    });
    expect(await run('shift', 'start', '--from-schedule', '--until', '2h')).toMatchObject({exitCode: 2});
  });

  test('asks PagerDuty, where the schedule is kept there and no cockpit has read it', async () => {
    const schedule = {
      name: 'pd',
      schedule: 'P1',
      token: {env: 'T'},
      url: 'https://pd',
      people: {ana: 'x'},
      zone: 'UTC',
    };
    const shifts = [{user: 'ana', from: BEGAN, until: SIX}];
    const made = bench({context: {askSchedule: async () => ({shifts})}});
    const {loadConfig} = made.context;
    Object.assign(made.context, {
      loadConfig: async (...args: Parameters<typeof loadConfig>) => ({
        ...(await loadConfig(...args)),
        schedules: [{kind: 'pagerduty', schedule}],
      }),
    });
    expect((await made.run('shift', 'start', '--from-schedule')).exitCode).toBe(0);
    expect(made.hands()?.commands).toMatchObject([{schedule: 'pd', turn: BEGAN, endsAt: SIX}]);
  });
});

test('wk shift start and end look at what fires before anybody is told of it, and only then', async () => {
  const needs: string[] = [];
  const withPosts = (posts: readonly string[]) => {
    const made = bench();
    const {loadConfig, openHands} = made.context;
    Object.assign(made.context, {
      loadConfig: async (...args: Parameters<typeof loadConfig>) => ({...(await loadConfig(...args)), posts}),
      openHands: (...args: Parameters<typeof openHands>) => {
        needs.push(args[1].need);
        return openHands(...args);
      },
    });
    return made;
  };
  await withPosts(['room']).run('shift', 'start');
  await withPosts(['room']).run('shift', 'end');
  await withPosts([]).run('shift', 'start');
  expect(needs).toEqual(['live', 'live', 'state']);
});

test('wk shift start with an end in the past is refused, and its JSON is that of the status', async () => {
  const {run, hands} = bench();
  expect(await run('shift', 'start', '--until', '2026-11-01T09:00:00Z')).toMatchObject({
    exitCode: 2,
    stderr: expect.stringContaining('lies in the past'),
  });
  expect(hands()?.commands).toEqual([]);
  expect(JSON.parse((await run('shift', 'start', '--until', '2h', '-o', 'json')).stdout)).toMatchObject({
    operator: 'ana',
    startedAt: '2026-11-20T03:00:00.000Z',
    endsAt: '2026-11-20T05:00:00.000Z',
  });
});

test('wk shift status tells times by the clocks of the operator and in UTC', async () => {
  const facts = recorded([{type: 'shift.started', shift: 's1', operator: 'ana', endsAt: SIX}]);
  const {run} = berlin({watch: aWatch({facts})});
  expect((await run('shift', 'status')).stdout).toBe('s1  ana since 04:00 (03:00Z), until 06:00 (05:00Z), 2h left\n');
});

test('wk shift status and end say what fired after the handoff was written', async () => {
  const alert = {source: 'eu', fingerprint: '0000000000000001', startsAt: NIGHT, on: NIGHT} as const;
  const labels = {alertname: 'CheckoutErrorRate'};
  const facts = [
    ...recorded([{type: 'shift.started', shift: 's1', operator: 'ana', endsAt: NIGHT}], NIGHT - 3_600_000),
    ...recorded([{type: 'handoff.written', shift: 's1', sha256: 'x'}], NIGHT - 1_200_000),
    ...recorded([{type: 'alert.fired', ...alert, labels, severity: 'P1', state: 'active'}], NIGHT - 600_000, 'wk'),
  ].map((fact, index) => ({...fact, seq: index + 1}));
  const {run} = berlin({watch: aWatch({facts})});
  const said =
    'Note: the handoff of 03:40 (02:40Z) was written before CheckoutErrorRate (P1) fired. Write it again with `wk handoff --shift s1 --out FILE`, or --send TARGET.';
  expect((await run('shift', 'status')).stdout).toContain(`${said}\n`);
  expect(JSON.parse((await run('shift', 'status', '-o', 'json')).stdout)).toMatchObject({
    notInHandoff: [{what: 'fired', name: 'CheckoutErrorRate', severity: 'P1', at: '2026-11-20T02:50:00.000Z'}],
  });
  expect((await run('shift', 'end')).stderr).toBe(`The watch of ana has ended after 1h.\n${said}\n`);
});

describe('of a log that could not all be read', () => {
  const unread = {...aWatch(), damage: 'Line 3 is damaged.'};

  test.each([['shift', 'status'], ['shift', 'checklist'], ['incident', 'list'], ['deliveries']])(
    'wk %s %s says so, and is exit code 1',
    async (...argv) => {
      const {run} = bench({context: {readState: async () => unread}});
      expect(await run(...argv)).toMatchObject({
        exitCode: 1,
        stderr: expect.stringContaining('wk: Line 3 is damaged.'),
      });
    },
  );

  test('wk incident show does not say that none was declared', async () => {
    const {run} = bench({context: {readState: async () => unread}});
    expect(await run('incident', 'show', 'INC-1')).toMatchObject({
      exitCode: 5,
      stderr: expect.stringMatching(/^wk: There is no incident INC-1\.\n +Line 3 is damaged\.\n$/),
    });
  });

  test('wk shift end does not say that no watch is running', async () => {
    const recording = {
      ok: false,
      since: NIGHT,
      kind: 'newer',
      message: 'read-only',
      hint: 'Upgrade.',
      lost: 0,
    } as const;
    const {run} = bench({watch: {...aWatch(), recording}});
    expect(await run('shift', 'end')).toMatchObject({
      exitCode: 1,
      stderr: expect.stringContaining('No watch can be ended: read-only'),
    });
  });
});

describe('a watch over midnight, in a night in which the clocks change', () => {
  test.each([
    ['Europe/Berlin', '2026-03-28T21:00Z', '2026-03-29T06:00Z', '03-28 22:00+01:00', '08:00+02:00', '9h'],
    ['America/New_York', '2026-10-31T02:00Z', '2026-10-31T12:00Z', '10-30 22:00', '08:00', '10h'],
    ['America/New_York', '2026-11-01T02:00Z', '2026-11-01T13:00Z', '10-31 22:00-04:00', '08:00-05:00', '11h'],
    ['Australia/Lord_Howe', '2026-10-03T11:30Z', '2026-10-03T21:00Z', '10-03 22:00+10:30', '08:00+11:00', '9h30m'],
  ])('in %s from %s to %s is told by those clocks, and is as long as it was', async (zone, ...times) => {
    const [from, to, began, ended, long] = times;
    const facts = [
      ...recorded([{type: 'shift.started', shift: 's1', operator: 'ana'}], Date.parse(from)),
      ...recorded([{type: 'shift.ended', shift: 's1'}], Date.parse(to)),
    ].map((fact, index) => ({...fact, seq: index + 1}));
    const {run} = inZone(zone, {context: {readLog: async () => ({facts}), now: () => Date.parse(to)}});
    expect((await run('shift', 'list')).stdout.split('\n')[1]?.split(/ {2,}/)).toEqual([
      's1',
      'ana',
      began,
      ended,
      long,
    ]);
  });
});

test.each([['log'], ['replay', '--plain']])(
  'wk %s %s tells the two hours apart that the clocks show twice',
  async (...argv) => {
    const at = (hour: number, minute: number) => Date.UTC(2026, 9, 25, hour, minute);
    const facts = [
      ...recorded([{type: 'shift.started', shift: 's1', operator: 'ana'}], at(0, 40)),
      ...recorded([{type: 'note.added', note: 'n', text: 'an hour later'}], at(1, 40)),
      ...recorded([{type: 'shift.ended', shift: 's1'}], at(2, 40)),
    ].map((fact, index) => ({...fact, seq: index + 1}));
    const {run} = inZone('Europe/Berlin', {context: {readLog: async () => ({facts})}});
    expect((await run(...argv)).stdout.split('\n').map(line => line.trim().split('  '))).toEqual([
      ['2026-10-25'],
      ['02:40:00+02:00', 'ana took the watch'],
      ['02:40:00+01:00', 'ana: an hour later'],
      ['03:40:00', 'ana ended the watch'],
      [''],
    ]);
  },
);

test('wk shift list says of another account’s watch what is known of its end, not that it runs for ever', async () => {
  const begun = (shift: string, operator: string) => ({type: 'shift.started', shift, operator}) as const;
  const own = recorded([begun('s-lee', 'lee')], NIGHT - HOUR, 'lee');
  const anas = [
    ...recorded([begun('s-ana', 'ana')], NIGHT - 3 * HOUR),
    ...recorded([{type: 'note.added', note: 'n', text: 'the wiki has the map'}], NIGHT - 2 * HOUR),
  ].map(fact => ({...fact, origin: 'anas'}));
  const facts = [...own, ...anas];
  const {run} = bench({watch: aWatch({facts}), context: {readLog: async () => ({facts})}});
  const {stdout} = await run('shift', 'list');
  expect(stdout).toMatch(/s-ana +ana +00:00 +not ended as far as this log knows, last heard of 01:00 +at least 1h/);
  expect(stdout).toMatch(/s-lee +lee +02:00 +running +1h/);
  expect(JSON.parse((await run('shift', 'list', '-o', 'json')).stdout)).toMatchObject([
    {id: 's-lee'},
    {id: 's-ana', lastHeardOf: new Date(NIGHT - 2 * HOUR).toISOString()},
  ]);
});
