import {expect, test} from 'vitest';
import {start} from '../support/a-night.js';
import {diskFull} from '../support/memory-journal.js';

const MINUTE = 60_000;

test('a source goes blind, its rows stay as of then, and it comes back', async () => {
  const night = await start({columns: 120, rows: 30});
  await night.alert('DiskFull');
  await night.press('a');
  await night.passes(MINUTE);
  await night.wait(3 * MINUTE);
  await night.health({
    state: 'down',
    lastGood: Date.parse('2026-11-20T03:01:00Z'),
    trouble: {kind: 'unreachable', message: 'connection refused (10.0.3.4:9093)', hint: 'Is it running?'},
  });
  await night.sees('eu blind 3m: connection refused (10.0.3.4:9093). Is it running?');
  await night.sees('as of 03:01');
  await night.wait(MINUTE);
  expect(night.recorded()).toContain('source.lost');
  await night.passes(MINUTE);
  night.seesNot('blind');
  night.seesNot('as of');
  expect(night.recorded()).toContain('source.recovered');
});

test('a board that was never told anything knows no count of alerts', async () => {
  const night = await start({columns: 120, rows: 30});
  await night.health({
    state: 'down',
    lastGood: undefined,
    trouble: {kind: 'refused', message: 'eu refuses our credentials (401).', hint: ''},
  } as never);
  await night.sees('P1 ?');
  await night.sees('Nobody here knows what fires: eu has not told anything yet.');
  expect(night.screen.titles.at(-1)).toBe('wk: eu blind · nothing is known');
});

test('an empty board does not call itself quiet while its source is blind', async () => {
  const night = await start({columns: 120, rows: 30});
  await night.health({state: 'down', lastGood: Date.parse('2026-11-20T02:50:00Z')});
  await night.sees('But eu does not tell what fires, so that may not be true.');
});

test('while the disk is full nothing is acked silently, and work goes on when there is room again', async () => {
  const night = await start({columns: 120, rows: 30});
  await night.alert('DiskFull');
  night.journal.failure = diskFull();
  await night.press('a');
  await night.sees('NOT RECORDED since');
  expect(night.source.drafts).toHaveLength(0);
  await night.sees('needs you 1');
  expect(night.screen.rung.count).toBe(2);
  night.journal.failure = undefined;
  await night.passes(2 * MINUTE);
  night.seesNot('NOT RECORDED');
  expect(night.recorded()).toContain('journal.recovered');
  await night.press('a');
  await night.sees('acked DiskFull: eu ✓');
});

test('at the edge of a full disk one bar stays, rings once, and goes when recording has held for a while', async () => {
  const night = await start({columns: 120, rows: 30});
  await night.alert('DiskFull');
  const rung = night.screen.rung.count;
  for (const name of ['NextAlert', 'ThirdAlert']) {
    night.journal.failure = diskFull();
    await night.alert(name, {labels: {severity: 'warning'}});
    await night.sees('NOT RECORDED since 03:00');
    night.journal.failure = undefined;
    await night.wait(2500);
    night.seesNot('NOT RECORDED');
    await night.sees(
      name === 'NextAlert' ? 'RECORDING AGAIN since 03:00, after it failed at 03:00' : 'RECORDING ON AND OFF',
    );
    await night.sees('Free some space.');
  }
  expect(night.screen.rung.count).toBe(rung + 1);
  await night.press('a');
  await night.sees('acked DiskFull: eu ✓');
  await night.passes(2 * MINUTE);
  night.seesNot('RECORDING');
});

test('a Watchdog that stops is the loudest thing on the screen, and rings', async () => {
  const night = await start({columns: 120, rows: 30});
  await night.alert('Watchdog', {labels: {severity: 'none'}});
  await night.passes(MINUTE);
  await night.sees('1 watchdog');
  expect(night.screen.rung.count).toBe(0);
  await night.resolve('Watchdog');
  await night.passes(5 * MINUTE);
  await night.sees('No Watchdog from eu for');
  expect(night.screen.frame().split('\n')[1]).toContain('alerts may not be reaching you');
  await night.sees('But the Watchdog of eu is missing, so that may not be true.');
  expect(night.screen.rung.count).toBe(1);
  expect(night.screen.titles.at(-1)).toContain('no Watchdog from eu');
  await night.alert('Watchdog', {labels: {severity: 'none'}});
  await night.passes(MINUTE);
  night.seesNot('No Watchdog');
});

test('one of two Watchdogs that stops alarms until it is said that it went for good', async () => {
  const night = await start({columns: 120, rows: 24});
  await night.alert('Watchdog', {labels: {severity: 'none'}});
  await night.alert('DeadMansSwitch', {labels: {severity: 'none'}});
  await night.resolve('DeadMansSwitch');
  await night.sees('from eu for');
  await night.sees(':forget-watchdog');
  await night.press(':');
  await night.type('forget-watchdog');
  await night.press('enter');
  await night.sees('this Watchdog went for good');
  await night.press('y');
  await night.sees('forgotten');
  night.seesNot('from eu for');
  expect(night.recorded()).toEqual(expect.arrayContaining(['watchdog.one-missing', 'watchdog.forgotten']));
});
