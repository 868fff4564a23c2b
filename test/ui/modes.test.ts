import {describe, expect, test} from 'vitest';
import {start} from '../support/a-night.js';
import {NIGHT, recorded, someSettings} from '../support/given.js';

describe('a read-only cockpit', () => {
  test.each(['a', 'A', 's', 'u'])('does not act on %s, says why, and shows that it only looks', async key => {
    const night = await start({columns: 120, settings: {readOnly: true}});
    await night.alert('DiskFull');
    await night.sees('read-only');
    await night.press(key);
    await night.sees('This cockpit is read-only: nothing outside it is changed.');
    expect(night.source.drafts).toHaveLength(0);
    expect(night.recorded()).not.toContain('ack.requested');
  });

  test('neither extends nor expires silences', async () => {
    const night = await start({columns: 120, settings: {readOnly: true}});
    await night.alert('DiskFull');
    await night.silenced('DiskFull');
    await night.press(':');
    await night.type('silences');
    await night.press('enter', 'e');
    await night.sees('This cockpit is read-only');
    await night.press('x');
    await night.sees('This cockpit is read-only');
  });
});

describe('a cockpit whose writer is silent', () => {
  test('says that the holder does not answer only until it answers again', async () => {
    const night = await start({columns: 120});
    await night.alert('DiskFull');
    const {dispatch} = night.engine;
    const refusal = {
      code: 'refused' as const,
      message: 'watchkeeper with pid 7 has not answered for 5 s (it is stopped)',
      hint: 'Bring it back.',
      unheard: true as const,
    };
    Object.assign(night.engine, {dispatch: async () => ({ok: false, refusal})});
    await night.press('n');
    await night.type('hello');
    await night.press('enter');
    await night.sees('has not answered for 5 s (it is stopped). Bring it back.');
    Object.assign(night.engine, {dispatch});
    await night.alert('PoolExhausted');
    night.seesNot('has not answered');
    await night.sees('Answered again. Look whether the last key was done.');
  });
});

describe('an attached cockpit', () => {
  test('says so on top, and that another one keeps the log', async () => {
    const night = await start({columns: 120, attached: true});
    await night.alert('DiskFull');
    await night.sees('attached');
    await night.press(':');
    await night.type('sources');
    await night.press('enter');
    await night.sees('Attached: another cockpit keeps the log and acts; keys go through it.');
  });

  test('acts through the holder, and leaves without a question about its acks', async () => {
    const night = await start({columns: 120, attached: true});
    await night.alert('DiskFull');
    await night.press('a');
    await night.sees('acked DiskFull: eu ✓');
    await night.press('q');
    expect(night.left()).toBe(true);
  });
});

describe('colours', () => {
  const painted = async (color: 'none' | '16' | '256' | 'truecolor') => {
    const night = await start({capabilities: {color, unicode: true, links: false, addressable: true}});
    await night.alert('DiskFull');
    await night.sees('DiskFull');
    return night.screen.painted.at(-1) ?? '';
  };

  test.each([
    ['16', '\u001b[1m\u001b[31mP1 1'],
    ['256', '\u001b[1m\u001b[38;5;203mP1 1'],
    ['truecolor', '\u001b[1m\u001b[38;2;255;95;95mP1 1'],
  ] as const)('with %s, a P1 that needs somebody is red and bold', async (color, expected) => {
    expect(await painted(color)).toContain(expected);
  });

  test('without any, weight and inversion alone carry it', async () => {
    const frame = await painted('none');
    expect(frame).toContain('\u001b[1mP1 1');
    expect(frame).not.toMatch(/\u001b\[[0-9;]*(3[0-7]|38|9[0-7]|4[0-7]|48)[;m]/);
  });

  test('an alarm is inverted across the whole line also without colour', async () => {
    const night = await start({columns: 80});
    await night.health({state: 'down', lastGood: NIGHT - 300_000});
    await night.sees('eu blind 5m');
    expect(night.screen.painted.at(-1)).toContain(`\u001b[1m\u001b[7m eu blind 5m${' '.repeat(50)}`);
  });
});

describe('a start', () => {
  test('shows the default filter in force, and that it hides something', async () => {
    const {ui} = someSettings();
    const night = await start({columns: 120, settings: {ui: {...ui, filter: 'service=payments'}}});
    await night.alert('DiskFull');
    await night.alert('OtherAlert', {labels: {service: 'search'}});
    await night.sees('/ service=payments 1 hidden');
    night.seesNot('OtherAlert');
    expect(night.screen.titles.at(-1)).toContain('2 need you');
    await night.press('esc');
    await night.sees('OtherAlert');
  });

  test('remembers what fired in earlier shifts', async () => {
    const labels = {alertname: 'DiskFull', severity: 'critical', service: 'payments', instance: 'db-1:9100'};
    const night = await start({columns: 120, rows: 40});
    const {fingerprint} = await night.alert('DiskFull');
    const one = {source: 'eu', fingerprint, startsAt: NIGHT - 7_200_000};
    const facts = recorded(
      [
        {type: 'alert.fired', ...one, labels, severity: 'P1', state: 'active', on: one.startsAt},
        {type: 'alert.resolved', ...one, on: NIGHT - 6_600_000, reason: 'absent'},
        {type: 'shift.ended', shift: 'before'},
      ],
      NIGHT - 6_600_000,
    );
    const later = await start({columns: 120, rows: 40, facts});
    await later.alert('DiskFull');
    await later.sees('fired 1 time before, last 2h ago');
    await later.press('enter');
    await later.sees('P1 for 10m');
  });
});

describe('changes to production', () => {
  test('stand beside the alerts of their service alone', async () => {
    const night = await start({columns: 120, rows: 40});
    await night.alert('DiskFull');
    await night.alert('OtherAlert', {labels: {service: 'search'}});
    await night.press(':');
    await night.type('change search v9 deployed');
    await night.press('enter');
    await night.sees('recorded for search: v9 deployed');
    await night.press('G');
    await night.sees('changed <1m ago search: v9 deployed');
    await night.press('k');
    night.seesNot('v9 deployed');
  });

  test('are not said to be made where they are planned', async () => {
    const night = await start({columns: 120, rows: 40});
    await night.alert('DiskFull');
    await night.engine.dispatch({type: 'record-change', text: 'db upgrade', on: NIGHT + 4 * 3_600_000}, 'ana');
    await night.wait(1000);
    night.seesNot('db upgrade');
  });

  test('and those of a hook or a command are looked up where the cursor rests', async () => {
    const changes = async () => ({changes: [{on: NIGHT - 600_000, text: 'feature flag fast-checkout on'}]});
    const series = async () => ({expr: 'up == 0', from: NIGHT - 3600_000, to: NIGHT, values: [1, 1, 4, 2, 0]});
    const night = await start({columns: 120, rows: 40, lookups: {changes, series}});
    await night.alert('DiskFull');
    night.seesNot('fast-checkout');
    await night.wait(1000);
    await night.wait(1000);
    await night.sees('changed 10m ago feature flag fast-checkout on');
    await night.sees('up == 0');
    await night.sees('▃▃█▅▁');
  });
});
