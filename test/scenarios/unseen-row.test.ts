import {describe, expect, test} from 'vitest';
import {start} from '../support/a-night.js';
import {anAlert, groupsOf, NIGHT, upHealth} from '../support/given.js';
import type {Night} from '../support/night.js';

/** What happens at the source and is not on the screen yet when the next key comes. */
function unseen(night: Night, alerts: Parameters<Night['source']['shows']>[0]): void {
  const health = upHealth({lastGood: NIGHT});
  night.source.sends({groups: {changed: groupsOf(alerts), gone: []}, health});
  night.source.shows(alerts, {silences: [], health});
}

const disk = anAlert({
  labels: {alertname: 'DiskFull', severity: 'critical', service: 'payments', instance: 'db-1'},
  startsAt: NIGHT - 60_000,
});
const site = anAlert({
  labels: {alertname: 'SiteDown', severity: 'critical', service: 'web', instance: 'www'},
  startsAt: NIGHT - 200_000,
});
const queue = anAlert({
  labels: {alertname: 'QueueBacklog', severity: 'warning', service: 'mailer', instance: 'mx'},
  startsAt: NIGHT - 50_000,
});

async function showing(alerts: readonly (typeof disk)[]): Promise<Night> {
  const night = await start({columns: 120, rows: 30});
  unseen(night, alerts);
  await night.wait(1000);
  return night;
}

const acked = (night: Night) => night.source.drafts.flatMap(({draft}) => draft.matchers.map(({value}) => value));

describe('a key means the row that was seen when it was pressed', () => {
  test('though a more urgent one came above it', async () => {
    const night = await showing([disk, queue]);
    await night.press('g');
    await night.sees('▌P1 ▲ ack in 3m      DiskFull');
    unseen(night, [disk, queue, site]);
    await night.press('a');
    await night.sees('acked DiskFull: eu ✓');
    expect(acked(night)).not.toContain('SiteDown');
  });

  test('also before the first key, while the cursor goes with the top row', async () => {
    const night = await showing([disk, queue]);
    unseen(night, [disk, queue, site]);
    await night.press('a');
    await night.sees('acked DiskFull: eu ✓');
    expect(acked(night)).not.toContain('SiteDown');
  });

  test.each(['a', 'A', 's', 'u', 'enter'])('%s is refused when it resolved', async key => {
    const night = await showing([disk, queue]);
    await night.press('g');
    unseen(night, [queue]);
    await night.press(key);
    await night.wait(1000);
    expect(night.source.drafts).toHaveLength(0);
    expect(night.engine.store.getState().shift.acks.size).toBe(0);
    night.seesNot('QueueBacklog as ana');
    night.seesNot('silence QueueBacklog');
    night.seesNot(' P3 QueueBacklog · eu');
  });

  test('a down and an ack in one go take the row that was below, not the one that came between', async () => {
    const night = await showing([disk, queue]);
    await night.press('g');
    unseen(night, [disk, queue, {...site, startsAt: NIGHT - 10_000}]);
    await night.pressTogether('j', 'a');
    await night.sees('acked QueueBacklog: eu ✓');
    expect(acked(night)).not.toContain('SiteDown');
  });

  test('a key on an empty board does nothing to the alert that comes just then', async () => {
    const night = await showing([]);
    await night.sees('Nothing needs you.');
    unseen(night, [disk]);
    await night.press('a');
    await night.wait(1000);
    expect(night.source.drafts).toHaveLength(0);
    await night.press('a');
    await night.sees('acked DiskFull: eu ✓');
  });

  test('a group whose alert is replaced by another is not acked before the other was seen', async () => {
    const night = await showing([disk]);
    await night.press('g');
    const other = anAlert({labels: {...disk.labels, instance: 'db-2'}, startsAt: NIGHT - 5000});
    unseen(night, [other]);
    await night.press('a');
    await night.wait(1000);
    expect(night.source.drafts).toHaveLength(0);
  });

  test('a row that the filter hides of itself does not hand the key to its neighbour', async () => {
    const night = await showing([disk, site]);
    await night.press('/');
    await night.type('@state=unacked');
    await night.press('enter', 'g');
    await night.sees('▌P1 ▲ ack in 1:36    SiteDown');
    unseen(night, [disk, {...site, state: 'suppressed', inhibitedBy: ['cause']}]);
    await night.press('a');
    await night.wait(1000);
    expect(acked(night)).not.toContain('DiskFull');
  });

  test('a release means the acked part of a group, also when a new alert of it takes the group over', async () => {
    const night = await start({columns: 120, rows: 30});
    await night.alert('PoolExhausted', {labels: {instance: 'db-1'}});
    await night.press('a');
    await night.passes(10_000);
    await night.press('G');
    await night.sees('▌P1 ▲ ana');
    await night.alert('PoolExhausted', {labels: {instance: 'db-2'}});
    await night.press('u');
    await night.sees('released PoolExhausted');
    expect(night.source.expired).toHaveLength(1);
  });
});

test('the mark of what resolved last leaves the cursor once it has been seen', async () => {
  const night = await start({columns: 120, rows: 30});
  await night.alert('DiskFull', {age: 120_000});
  await night.press('g');
  await night.resolve('DiskFull');
  await night.sees('→ DiskFull resolved');
  for (let second = 0; second < 5; second += 1) await night.wait(1000);
  night.seesNot('DiskFull resolved');
  await night.sees('Nothing needs you.');
  await night.alert('SiteDown', {labels: {severity: 'warning'}});
  await night.sees('▌P3');
  await night.alert('WorseAlert');
  await night.sees('▌P1 ▲ ack in 3m      WorseAlert');
});
