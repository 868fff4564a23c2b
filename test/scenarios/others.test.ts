import {expect, test} from 'vitest';
import {start} from '../support/a-night.js';
import {NIGHT, someSettings} from '../support/given.js';

const MINUTE = 60_000;

test('an ack made in karma is seen as one, with its owner and its end, and is not acked again', async () => {
  const night = await start({columns: 120, rows: 30});
  await night.alert('DiskFull');
  await night.silenced('DiskFull', {createdBy: 'lee', comment: 'ACK! This alert was acknowledged using karma'});
  await night.sees('on it 1');
  await night.sees('lee 14m left');
  await night.press('g', 'a');
  await night.sees('DiskFull is acked already');
  expect(night.source.drafts).toHaveLength(0);
  await night.press('A');
  await night.sees('DiskFull is acked already; u releases it.');
  await night.press('u');
  await night.sees("It is held by lee's silence");
});

test('a plain silence is quiet, not acked, and says when it is over whose it was', async () => {
  const night = await start({columns: 120, rows: 30});
  await night.alert('DiskFull');
  await night.silenced('DiskFull', {createdBy: 'lee', comment: 'deploy 4411', endsAt: NIGHT + 4 * MINUTE});
  await night.sees('1 silenced (1 ends in 3m)');
  night.seesNot('on it');
  await night.passes(5 * MINUTE);
  await night.sees('silence over');
  await night.sees('was silenced by lee until 03:04');
});

test("an ack that is ended in karma is not said to have lapsed, and was its owner's", async () => {
  const night = await start({columns: 120, rows: 30});
  await night.alert('DiskFull', {age: 120_000});
  const ack = {id: 'karma', createdBy: 'lee', comment: 'ACK! karma', startsAt: NIGHT - MINUTE};
  await night.silenced('DiskFull', ack);
  await night.sees('lee 14m left');
  await night.silenced('DiskFull', {...ack, endsAt: NIGHT + 10, updatedAt: NIGHT + 10});
  await night.sees('ack ended');
  await night.sees('was acked by lee, its silence ended 03:00');
});

test('an ack that nobody keeps alive lapses, and the row says so', async () => {
  const night = await start({
    columns: 120,
    rows: 30,
    settings: {ack: {...someSettings().ack, extend: false, duration: 4 * MINUTE}},
  });
  await night.alert('DiskFull');
  await night.press('a');
  await night.passes(3 * MINUTE);
  await night.sees('on it 1');
  await night.passes(3 * MINUTE);
  await night.sees('ack lapsed');
  await night.sees('was acked by ana until 03:04');
  expect(night.recorded()).toContain('ack.ended');
});

test('an alert that joins a group after its ack needs somebody, and is acked by itself', async () => {
  const night = await start({columns: 120, rows: 30});
  await night.alert('PoolExhausted', {labels: {instance: 'db-1'}});
  await night.alert('PoolExhausted', {labels: {instance: 'db-2'}});
  await night.press('a');
  await night.passes(MINUTE);
  await night.sees('on it 2 in 1 row');
  await night.alert('PoolExhausted', {labels: {instance: 'db-3'}});
  await night.sees('needs you 1');
  await night.sees('on it 2 in 1 row');
  expect(night.screen.rung.count).toBe(3);
  await night.press('g', 'a');
  await night.passes(MINUTE);
  await night.sees('on it 3 in 1 row');
  expect(night.source.drafts.filter(({draft}) => draft.id === undefined)).toHaveLength(2);
});

test('a command from another shell shows on the screen as it happens', async () => {
  const night = await start({columns: 120, rows: 30});
  const alert = await night.alert('DiskFull');
  await night.engine.dispatch({type: 'ack', alerts: [`eu/${alert.fingerprint}`]}, 'lee');
  await night.sees('lee 1');
  await night.engine.dispatch({type: 'note', text: 'rebooted db-1', alert: `eu/${alert.fingerprint}`}, 'lee');
  await night.press('l');
  await night.sees('lee on DiskFull: rebooted db-1');
});
