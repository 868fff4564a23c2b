import {describe, expect, test} from 'vitest';
import {absentParts} from '../../src/config/absent.js';
import {checkFile} from '../../src/config/check-file.js';
import {loadConfig} from '../../src/config/load-config.js';
import {problemText} from '../../src/config/read-file.js';
import {toSettings} from '../../src/config/to-settings.js';
import {onCallAt} from '../../src/core/schedule/on-call.js';
import {OUR_FILE, surroundings} from './surroundings.js';

function problems(text: string): readonly string[] {
  const checked = checkFile(text);
  return checked.ok ? [] : checked.problems.map(problem => problemText('/x/config.yaml', problem));
}

function load(text: string) {
  const {request, write} = surroundings();
  write(OUR_FILE, text);
  return loadConfig(request);
}

const AT = Date.UTC(2026, 10, 10, 12);

describe('schedules of the configuration', () => {
  test('a rotation says who is on call, a week each unless it says otherwise', async () => {
    const {schedules} = await load(
      'schedule: {primary: {kind: rotation, users: [ana, lee, mo], start: 2026-11-02T09:00, zone: Europe/Berlin}}',
    );
    expect(schedules).toHaveLength(1);
    const [primary] = schedules;
    if (primary?.kind !== 'own') throw new TypeError('no schedule of our own');
    expect(primary.schedule.layers).toMatchObject([{name: 'primary', length: 604_800_000, zone: 'Europe/Berlin'}]);
    expect(onCallAt(primary.schedule, AT)).toEqual({user: 'lee', layer: 'primary'});
    expect(onCallAt(primary.schedule, Date.UTC(2026, 10, 9, 8) - 1)?.user).toBe('ana');
  });

  test('layers have zones of their own, and overrides are by the clocks of the schedule', async () => {
    const config = await load(`
ui: {zone: Asia/Kolkata}
schedule:
  sun:
    kind: layers
    zone: Europe/Berlin
    layers:
      - {users: [ana], start: 2026-11-02T09:00}
      - {name: us, users: [sam], start: "2026-11-02T12:00:00-05:00", zone: America/New_York, hours: "12:00-20:00", length: 1d}
    overrides: [{user: mo, from: 2026-11-10T13:00, until: 2026-11-10T14:00}]
  kolkata: {kind: rotation, users: [dev], start: 2026-11-10T09:00, length: 12h}
`);
    const [sun, kolkata] = toSettings(config).schedules ?? [];
    if (sun === undefined || kolkata === undefined) throw new TypeError('a schedule is missing');
    expect(onCallAt(sun, AT)).toEqual({user: 'mo'});
    expect(onCallAt(sun, AT + 3_600_000)).toEqual({user: 'ana', layer: 'layer 1'});
    expect(onCallAt(sun, Date.UTC(2026, 10, 10, 17))).toEqual({user: 'sam', layer: 'us'});
    expect(onCallAt(kolkata, Date.UTC(2026, 10, 10, 3, 29))).toBeUndefined();
    expect(onCallAt(kolkata, Date.UTC(2026, 10, 10, 3, 30))?.user).toBe('dev');
  });

  test('one that PagerDuty keeps is named with where it is and how to get in', async () => {
    const config = await load(
      'schedule: {pager: {kind: pagerduty, schedule: PABC123, token: {env: PD_TOKEN}, zone: UTC}}',
    );
    expect(config.schedules).toEqual([
      {
        kind: 'pagerduty',
        schedule: {
          name: 'pager',
          schedule: 'PABC123',
          token: {env: 'PD_TOKEN'},
          url: 'https://api.pagerduty.com',
          people: {},
          zone: 'UTC',
        },
      },
    ]);
    expect(toSettings(config).schedules).toBeUndefined();
    expect(await absentParts(config, {})).toEqual([
      'schedule pager, token: the environment variable PD_TOKEN is not set.',
    ]);
    expect(await absentParts(config, {PD_TOKEN: 'x'})).toEqual([]);
  });

  test('people whom the contacts do not know are told', async () => {
    const text = `
schedule:
  primary: {kind: rotation, users: [ana, lee], start: 2026-11-02, overrides: [{user: zoe, from: 2026-12-24, until: 2026-12-25}]}
contacts: {ana: {name: Ana}}
`;
    expect((await load(text)).remarks).toEqual(['schedule.primary names whom `contacts` does not know: lee, zoe']);
    expect((await load(text.replace(/contacts.*/, ''))).remarks).toEqual([]);
  });
});

describe('a schedule is refused', () => {
  test.each([
    [
      'without people',
      'schedule: {primary: {kind: rotation, users: [], start: 2026-11-02}}',
      ['config.yaml:1: schedule.primary.users: name at least one person'],
    ],
    [
      'without a start',
      'schedule: {primary: {kind: rotation, users: [ana]}}',
      [
        'config.yaml:1: schedule.primary.start: is missing: write {kind: rotation, users: [ana, lee], length: 7d, start: 2026-11-02T09:00}',
      ],
    ],
    [
      'of a kind that there is not',
      'schedule: {primary: {kind: rota, users: [ana]}}',
      [
        'config.yaml:1: schedule.primary.kind: write rotation, layers or pagerduty, such as {kind: rotation, users: [ana, lee], length: 7d, start: 2026-11-02T09:00}',
      ],
    ],
    [
      'with a zone, a length, hours and a start that are none',
      'schedule:\n  primary:\n    kind: rotation\n    users: [ana]\n    zone: Mars/Olympus\n    length: 5m\n    hours: Mon-Fri\n    start: monday',
      [
        'config.yaml:6: schedule.primary.length: write a duration from 1h to 366d',
        'config.yaml:8: schedule.primary.start: write a time such as 2026-11-02T09:00, or one with its zone such as 2026-11-02T09:00:00+01:00',
        'config.yaml:7: schedule.primary.hours: from its character 1 on: `Mon-Fri` has no times: write Mon-Fri 09:00-18:00, or Mon-Fri 00:00-24:00 for whole days',
        'config.yaml:5: schedule.primary.zone: write a time zone such as Europe/Berlin or UTC',
      ],
    ],
    [
      'with overrides that overlap, or end before they begin',
      `schedule:
  primary:
    kind: layers
    layers: [{users: [ana], start: 2026-11-02, until: 2026-11-01}]
    zone: Europe/Berlin
    overrides:
      - {user: mo, from: 2026-12-24T09:00, until: 2026-12-26T09:00}
      - {user: lee, from: 2026-12-26T09:00, until: 2026-12-27T09:00}
      - {user: lee, from: "2026-12-25T20:00:00Z", until: "2026-12-25T22:00:00Z"}
      - {user: ana, from: 2026-12-29T09:00, until: 2026-12-28T09:00}`,
      [
        'config.yaml:4: schedule.primary.layers[0].until: is not after its begin',
        'config.yaml:10: schedule.primary.overrides[3].until: is not after its begin',
        'config.yaml:9: schedule.primary.overrides[2]: overlaps overrides[0]: only one of them can be on call',
      ],
    ],
    [
      'with a key that was meant otherwise',
      'schedule: {primary: {kind: rotation, users: [ana], start: 2026-11-02, lenght: 7d}}',
      ['config.yaml:1: schedule.primary.lenght: unknown key; did you mean `length`?'],
    ],
    [
      'with its token in clear',
      'schedule: {pager: {kind: pagerduty, schedule: P1, token: hunter2, url: "https://ana:x@api.pagerduty.com"}}',
      [
        'config.yaml:1: schedule.pager.token: a secret is never written here in clear: write {env: NAME}, {file: PATH} or {command: [program, argument]}',
        'config.yaml:1: schedule.pager.url: write a URL such as https://api.pagerduty.com, without user and password',
      ],
    ],
  ])('%s', (_, text, told) => {
    expect(problems(text)).toEqual(told);
  });
});
