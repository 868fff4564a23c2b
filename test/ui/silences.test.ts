import {expect, test} from 'vitest';
import {start} from '../support/a-night.js';
import {NIGHT} from '../support/given.js';

const MINUTE = 60_000;

async function withSilence(over: Parameters<Awaited<ReturnType<typeof start>>['silenced']>[1] = {}) {
  const night = await start({columns: 120, rows: 30});
  await night.alert('DiskFull');
  await night.silenced('DiskFull', {id: 'deploy-4411', createdBy: 'lee', comment: 'deploy 4411', ...over});
  await night.press(':');
  await night.type('sil');
  await night.press('enter');
  await night.sees('Silences 1');
  return night;
}

test('extend says where the silence will end, asks again for what is no duration, and keeps the id', async () => {
  const night = await withSilence();
  await night.press('e');
  await night.sees('extend the silence of alertname="DiskFull"');
  await night.sees('until 04:00');
  await night.press('backspace', 'backspace');
  await night.type('soon');
  await night.press('enter');
  await night.sees('"soon" is no duration: write 30m, 2h or 1d.');
  await night.press('ctrl-u');
  await night.type('2h');
  await night.sees('until 05:00');
  await night.press('enter');
  await night.sees('eu ✓ silence until 05:00: deploy 4411');
  expect(night.source.drafts.map(({draft}) => draft.id)).toEqual(['deploy-4411']);
});

test('a duration typed over the offered one takes its place, so that the end is the one shown', async () => {
  const night = await withSilence();
  await night.press('e');
  await night.sees('until 04:00');
  await night.type('1h');
  await night.sees('until 04:00');
  await night.press('enter');
  await night.sees('eu ✓ silence until 04:00: deploy 4411');
  await night.press('e');
  await night.type('30m');
  await night.sees('from now 30m');
  await night.press('esc', 'e', 'backspace');
  await night.type('m');
  await night.sees('from now 1m');
});

test('the time of a new silence is typed over, too, and after esc gone on with', async () => {
  const night = await start({columns: 120, rows: 30});
  await night.alert('DiskFull');
  await night.press('s', 'backtab');
  await night.press('esc', 's', 'backtab');
  await night.type('4h');
  await night.sees('time     4h▏');
  await night.sees('until 07:00');
  await night.press('esc', 's', 'backtab');
  await night.type('30m');
  await night.sees('time     4h30m');
});

test('expire names what will notify again, and n leaves it', async () => {
  const night = await withSilence();
  await night.press('x');
  await night.sees('1 alert will notify again');
  await night.press('n');
  expect(night.source.expired).toEqual([]);
  await night.press('x', 'y');
  await night.sees('eu ✓ the silence has ended');
  expect(night.source.expired).toEqual(['deploy-4411']);
});

test('what is too broad, unused or about to end is marked', async () => {
  const night = await withSilence({endsAt: NIGHT + 20 * MINUTE});
  await night.sees('1 ending within 30m, the next in 19m');
  await night.sees('holds 1');
  await night.silenced('Nothing', {endsAt: NIGHT + 300 * MINUTE});
  await night.sees('unused');
});

test('enter shows on the board what a silence hits', async () => {
  const night = await withSilence();
  await night.press('enter');
  await night.sees('/ {alertname="DiskFull"}');
  await night.sees('silenced 14m');
});

test('a silence for a maintenance to come says from when until when, and starts then', async () => {
  const night = await start({columns: 120, rows: 30});
  await night.alert('DiskFull');
  await night.press('s', 'backtab', 'ctrl-u');
  await night.type('04:00 to 05:30');
  await night.sees('from 04:00 until 05:30');
  await night.press('tab');
  await night.type('maintenance');
  await night.press('enter');
  await night.wait(1000);
  expect(night.source.drafts[0]?.draft).toMatchObject({
    startsAt: NIGHT + 60 * MINUTE,
    endsAt: NIGHT + 150 * MINUTE,
  });
  await night.passes(MINUTE);
  await night.sees('needs you 1');
});

test('what a silence would hit beyond what was meant is counted and named while it is typed', async () => {
  const night = await start({columns: 120, rows: 30});
  await night.alert('DiskFull');
  await night.alert('PoolExhausted');
  await night.press('g', 's', 'backtab', 'backtab', 'ctrl-u');
  await night.type('service="payments"');
  await night.sees('hits 2 now, 1 outside: PoolExhausted');
  await night.press('ctrl-u');
  await night.type('service=~".*"');
  await night.press('enter');
  await night.sees('this would silence everything');
  expect(night.source.drafts).toHaveLength(0);
});

test('on 80 columns an end far away keeps apart from what follows it, and the log says its year', async () => {
  const night = await start();
  await night.alert('DiskFull');
  await night.alert('SiteDown');
  const ack = {createdBy: 'christopher', comment: 'ACK! for long', endsAt: Date.parse('2054-11-21T22:46:00Z')};
  await night.silenced('DiskFull', ack);
  await night.silenced('SiteDown', {createdBy: 'lee', endsAt: NIGHT + 1800 * MINUTE});
  await night.press(':');
  await night.type('sil');
  await night.press('enter');
  await night.sees('▌11-21 09:00 1d  ');
  await night.sees(' 2054-11-21 22:46 ack chris');
  await night.press('l', 'j', 'j');
  await night.sees('2054-11-21 22:46');
});
