import {expect, test} from 'vitest';
import {start} from '../support/a-night.js';
import {NIGHT, recorded} from '../support/given.js';
import {diskFull} from '../support/memory-journal.js';

const MINUTE = 60_000;

const asWatchdog = {labels: {severity: 'none'}} as const;

test('a Watchdog that ends while the disk is full raises the loudest banner all the same', async () => {
  const night = await start({columns: 120, rows: 30});
  await night.alert('Watchdog', asWatchdog);
  night.journal.failure = diskFull();
  await night.alert('DiskFull');
  await night.sees('NOT RECORDED');
  await night.resolve('Watchdog');
  await night.sees('No Watchdog from eu for <1m: alerts may not be reaching you');
  await night.passes(2 * MINUTE);
  await night.sees('No Watchdog from eu for 2m');
  expect(night.recorded()).not.toContain('watchdog.missing');
  night.journal.failure = undefined;
  await night.passes(MINUTE);
  await night.sees('No Watchdog from eu for 3m');
  expect(night.journal.facts.find(fact => fact.type === 'watchdog.missing')).toMatchObject({
    on: expect.toSatisfy((on: number) => on < NIGHT + MINUTE),
  });
});

test('a Watchdog that the log last knew as missing raises no alarm when it fires and nothing can be recorded', async () => {
  const facts = recorded([{type: 'watchdog.missing', source: 'eu', on: NIGHT - 60 * MINUTE}]);
  const night = await start({columns: 120, rows: 30, facts});
  await night.sees('No Watchdog from eu for 1h');
  night.journal.failure = diskFull();
  await night.alert('Watchdog', asWatchdog);
  await night.sees('NOT RECORDED');
  night.seesNot('No Watchdog');
});

test('an ack whose silence is ended elsewhere while the disk is full is not shown as held', async () => {
  const night = await start({columns: 120, rows: 30});
  await night.alert('DiskFull');
  await night.press('a');
  await night.sees('acked DiskFull: eu ✓');
  await night.passes(MINUTE);
  night.journal.failure = diskFull();
  await night.alert('Another', {labels: {severity: 'warning'}});
  await night.sees('NOT RECORDED');
  const [silence] = [...night.engine.store.getState().live.silences.keys()];
  await night.source.expireSilence(silence?.split('/')[1] ?? '', new AbortController().signal);
  await night.passes(MINUTE);
  expect(night.recorded()).not.toContain('ack.ended');
  await night.sees('P1 ▲ ack ended');
});

test('an alert that is no longer held back while the disk is full says so', async () => {
  const night = await start({columns: 120, rows: 30});
  await night.silenced('DiskFull', {endsAt: NIGHT + 10 * MINUTE, comment: 'deploy'});
  await night.alert('DiskFull');
  night.journal.failure = diskFull();
  await night.alert('Another', {labels: {severity: 'warning'}});
  await night.passes(11 * MINUTE);
  expect(night.recorded()).not.toContain('alert.changed');
  const [freed] = [...night.engine.store.getState().live.freed.values()];
  expect(freed).toBeGreaterThan(NIGHT + 9 * MINUTE);
  await night.sees('silence over');
});

test('an ack that was placed and could not be recorded so is not placed again and again', async () => {
  const night = await start({columns: 120, rows: 30});
  await night.alert('DiskFull');
  const placing = night.source.placeSilence;
  const asked: boolean[] = [];
  Object.assign(night.source, {
    placeSilence: async (...[draft, how]: Parameters<typeof placing>) => {
      night.journal.failure = diskFull();
      asked.push(how.mayExist);
      return placing(draft, how);
    },
  });
  await night.press('a');
  await night.sees('NOT RECORDED');
  await night.wait(10_000);
  expect(asked[0]).toBe(false);
  expect(asked.slice(1).every(mayExist => mayExist)).toBe(true);
  expect(asked.length).toBeLessThan(6);
});
