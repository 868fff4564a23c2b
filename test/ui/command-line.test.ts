import {describe, expect, test} from 'vitest';
import {start} from '../support/a-night.js';
import type {Night} from '../support/night.js';

async function enter(night: Night, text: string): Promise<void> {
  await night.press(':');
  await night.type(text);
  await night.press('enter');
}

describe('the command line acts on what is in front', () => {
  test(':ack acks the row under the cursor with the defaults', async () => {
    const night = await start({columns: 120, rows: 30});
    await night.alert('DiskFull');
    await enter(night, 'ack');
    await night.sees('acked DiskFull: eu ✓');
    expect(night.source.drafts).toHaveLength(1);
  });

  test(':ack with words acks at once and has them as the comment', async () => {
    const night = await start({columns: 120, rows: 30});
    await night.alert('DiskFull');
    await enter(night, 'ack clearing old archives');
    await night.sees('acked DiskFull: eu ✓');
    expect(night.source.drafts[0]?.draft.comment).toContain('clearing old archives');
  });

  test(':ack asks about several marked rows, with the comment that was typed', async () => {
    const night = await start({columns: 120, rows: 30});
    for (const name of ['DiskFull', 'SiteDown']) await night.alert(name);
    await night.press('g', 'space', 'space');
    await enter(night, 'ack network is down');
    await night.sees('ack 2 marked alerts');
    await night.sees('network is down');
    expect(night.source.drafts).toHaveLength(0);
    await night.press('enter');
    await night.wait(1000);
    expect(night.source.drafts).toHaveLength(2);
  });

  test(':ack with words leaves an acked row as it is and says so', async () => {
    const night = await start({columns: 120, rows: 30});
    const {fingerprint} = await night.alert('DiskFull');
    await night.press('a');
    await night.press('enter');
    await enter(night, 'ack once more');
    await night.sees('DiskFull is acked already; u releases it.');
    expect(night.engine.store.getState().shift.ackOf.has(`eu/${fingerprint}`)).toBe(true);
    expect(night.source.drafts).toHaveLength(1);
  });

  test(':release gives the ack of the alert in its view back', async () => {
    const night = await start({columns: 120, rows: 30});
    await night.alert('DiskFull');
    await night.press('a', 'enter');
    await enter(night, 'release');
    await night.sees('released DiskFull');
    expect(night.source.expired).toHaveLength(1);
  });

  test(':silence asks with the words as its comment', async () => {
    const night = await start({columns: 120, rows: 30});
    await night.alert('DiskFull');
    await enter(night, 'silence deploy 4411');
    await night.sees('silence DiskFull in eu');
    await night.sees('deploy 4411');
    await night.press('enter');
    await night.wait(1000);
    expect(night.source.drafts[0]?.draft.comment).toContain('deploy 4411');
  });

  test('the row that was seen while typing is acted on, though another came on top meanwhile', async () => {
    const night = await start({columns: 120, rows: 30});
    await night.alert('DiskFull', {labels: {severity: 'warning'}});
    await night.press(':');
    await night.type('ack');
    await night.alert('SiteDown');
    await night.press('enter');
    await night.sees('acked DiskFull: eu ✓');
    expect(night.source.drafts).toHaveLength(1);
  });
});

describe('the command line says why it does not act', () => {
  test.each(['ack', 'ack with words', 'release', 'silence'])(':%s in a read-only cockpit', async text => {
    const night = await start({columns: 120, rows: 30, settings: {readOnly: true}});
    await night.alert('DiskFull');
    await enter(night, text);
    await night.sees('This cockpit is read-only: nothing outside it is changed.');
    expect(night.source.drafts).toHaveLength(0);
  });

  test.each(['ack', 'release', 'silence'])(':%s on an empty board', async text => {
    const night = await start({columns: 120, rows: 30});
    await night.health({});
    await enter(night, text);
    await night.sees('There is no alert here to act on.');
  });

  test('in a view that shows no alert', async () => {
    const night = await start({columns: 120, rows: 30});
    await night.alert('DiskFull');
    await enter(night, 'log');
    await enter(night, 'ack');
    await night.sees('That is done to an alert: go to the board (esc) or open an alert first.');
    expect(night.source.drafts).toHaveLength(0);
  });

  test('about an alert that has resolved', async () => {
    const night = await start({columns: 120, rows: 30});
    await night.alert('DiskFull');
    await night.press('enter');
    await night.resolve('DiskFull');
    await enter(night, 'silence');
    await night.sees('This alert no longer fires.');
  });
});

describe('the command line tells what there is', () => {
  test('every command before the first letter, then what the one that is meant does', async () => {
    const night = await start({columns: 120, rows: 30});
    await night.alert('DiskFull');
    await night.press(':');
    await night.sees('ack  release  resolve  silence');
    await night.type('rel');
    await night.press('tab');
    await night.sees(':release gives the ack of what is in front back');
  });

  test('and the help lists all of them', async () => {
    const night = await start({columns: 120, rows: 100});
    await night.press('?');
    for (const name of [':ack [comment]', ':release', ':silence [comment]', ':change text', ':quit'])
      await night.sees(name);
    await night.sees('the source answers in its rhythm');
  });
});
