import {expect, onTestFinished, test} from 'vitest';
import {shiftsIn} from '../../src/core/handoff/shifts.js';
import {recordedWatch} from '../../src/core/replay/recorded-watch.js';
import {createReplay} from '../../src/engine/replay-engine.js';
import {virtualClock} from '../../src/lib/virtual-clock.js';
import '../../src/ui/mount.js';
import {runCockpit} from '../../src/ui/run.js';
import {WATCH_FACTS} from '../support/a-recorded-watch.js';
import {fakeScreen} from '../support/fake-screen.js';
import {someSettings} from '../support/given.js';

/** The cockpit on a replay of the watch, at one minute a second. */
async function replaying({columns = 100, rows = 24} = {}) {
  const pace = virtualClock(0);
  const screen = fakeScreen(columns, rows);
  const [shift] = shiftsIn(WATCH_FACTS);
  if (shift === undefined) throw new Error('no shift');
  const {engine, clock, control} = createReplay(recordedWatch(WATCH_FACTS, shift), {settings: someSettings(), pace});
  let left = false;
  const over = runCockpit({engine, screen, clock, replay: control, pace}).then(() => {
    left = true;
  });
  const settle = async (ms = 120) => {
    for (let turn = 0; turn < 12; turn += 1) await new Promise<void>(resolve => setImmediate(resolve));
    pace.advance(ms);
    for (let turn = 0; turn < 12; turn += 1) await new Promise<void>(resolve => setImmediate(resolve));
  };
  const press = async (...keys: readonly string[]) => {
    for (const key of keys) {
      screen.press(key);
      for (let turn = 0; turn < 3; turn += 1) await settle();
    }
  };
  onTestFinished(async () => {
    if (!left) screen.press('ctrl-c');
    await over;
    await engine.stop();
  });
  await settle();
  // Held still, so that no test depends on how long it takes.
  await press('space');
  return {screen, press, settle, left: () => left};
}

test('a replay says on every screen and in the title of the window that it is one, and which moment it shows', async () => {
  const {screen, press} = await replaying();
  await press('.');
  expect(screen.frame()).toContain('REPLAY 2026-11-20 03:01:00Z, paused (60x), watch of lee');
  expect(screen.titles.at(-1)).toMatch(/^wk: REPLAY · P1 1/);
  await press('l');
  expect(screen.frame()).toContain('REPLAY');
  expect(screen.frame()).toContain('lee took the watch');
});

test('on the smallest screen it still says so, with its time', async () => {
  const {screen} = await replaying({columns: 38, rows: 9});
  expect(screen.frame()).toMatch(/REPLAY 2026-11-20 03:0/);
});

test('the time that is typed is shown, with the rows of then; one outside of the watch is its end', async () => {
  const {screen, press} = await replaying();
  await press('@', ...'03:12', 'enter');
  expect(screen.frame()).toContain('03:12:00Z');
  expect(screen.frame()).toMatch(/on it 1[\s\S]*DiskFull/);
  await press('@', ...'-5m', 'enter');
  expect(screen.frame()).toContain('03:07:00Z');
  await press('@', ...'05:00', 'enter');
  expect(screen.frame()).toContain('04:00:00Z, at its end');
  expect(screen.frame()).toContain('The watch ends here.');
});

test('what is no time is refused with the ways to write one', async () => {
  const {screen, press} = await replaying();
  await press('@', ...'noon', 'enter');
  expect(screen.frame()).toContain('"noon" is no time. Write 03:41');
});

test('no key acts, and each says that this is a replay', async () => {
  const {screen, press} = await replaying();
  await press('.', 'a');
  expect(screen.frame()).toContain('This is a replay: nothing can be done in it.');
  await press('n');
  expect(screen.frame()).toContain('This is a replay: nothing can be done in it.');
});

test('the bottom line and the help show its keys first', async () => {
  const {screen, press} = await replaying();
  expect(screen.frame()).toContain('space pause  + faster  - slower');
  await press('?');
  expect(screen.frame()).toContain('Keys of the replay');
});

test('the next incident is said to be missing where there is none', async () => {
  const {screen, press} = await replaying();
  await press('>');
  expect(screen.frame()).toContain('No incident after this in the watch.');
});

test('it is left without a question, also where acks were open then', async () => {
  const {press, left} = await replaying();
  await press('@', ...'03:12', 'enter');
  await press('q');
  expect(left()).toBe(true);
});

test('a replay does not say that anything was checked just now', async () => {
  const {screen, press} = await replaying({columns: 110});
  await press('h');
  expect(screen.frame()).toContain('replay, by the log alone');
  expect(screen.frame()).not.toContain('live state checked');
});
