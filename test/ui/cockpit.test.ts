import {afterEach, describe, expect, test} from 'vitest';
import {aNight, type Night, type NightOptions} from '../support/night.js';

let night: Night | undefined;

afterEach(async () => {
  await night?.end();
  night = undefined;
});

async function start(options: NightOptions = {}): Promise<Night> {
  night = await aNight(options);
  return night;
}

describe('ack', () => {
  test('one key acks the group, and the line tells how each place took it', async () => {
    const watch = await start();
    await watch.alert('DiskFull');
    await watch.press('a');
    await watch.sees('acked DiskFull: eu ✓ until 03:15');
    await watch.sees('on it 1');
    expect(watch.recorded()).toContain('ack.placed');
    expect(watch.source.drafts).toHaveLength(1);
  });

  test('the cursor stays where the acked row was and goes on holding that alert', async () => {
    const watch = await start();
    await watch.alert('DiskFull', {age: 120_000});
    await watch.alert('OtherAlert');
    await watch.press('a');
    await watch.sees('▌   → DiskFull now on it');
    await watch.press('a');
    await watch.sees('DiskFull is acked already');
    expect(watch.source.drafts).toHaveLength(1);
    await watch.press('j');
    await watch.sees('▌P1 ▲ ack in 3m    OtherAlert');
  });

  test('a row that resolves under the cursor takes no action to its neighbour', async () => {
    const watch = await start();
    await watch.alert('DiskFull', {age: 120_000});
    await watch.alert('OtherAlert');
    await watch.press('g');
    await watch.resolve('DiskFull');
    await watch.press('a');
    await watch.sees('DiskFull is gone: it resolved');
    await watch.sees('▌   → DiskFull resolved   j k go on');
    await watch.sees(' OtherAlert · P1 · since');
    expect(watch.source.drafts).toHaveLength(0);
  });

  test('keys that came before the question was painted do not answer it', async () => {
    const watch = await start();
    await watch.alert('DiskFull');
    await watch.pressTogether('A', 'enter');
    await watch.sees('ack DiskFull as ana');
    expect(watch.source.drafts).toHaveLength(0);
    await watch.press('tab', 'enter');
    await watch.sees('acked DiskFull: eu ✓ until 04:00');
  });

  test('a comment left with esc is there again', async () => {
    const watch = await start();
    await watch.alert('DiskFull');
    await watch.press('A');
    await watch.type('quitting and asking');
    await watch.press('esc');
    watch.seesNot('quitting and asking');
    await watch.press('A');
    await watch.sees('quitting and asking');
    expect(watch.left()).toBe(false);
  });

  test('escape and the key after it may arrive as one, and lose nothing', async () => {
    const watch = await start();
    await watch.alert('DiskFull');
    await watch.press('n');
    await watch.type('half a note');
    await watch.press('alt-/');
    await watch.type('anything');
    await watch.sees('anything');
    watch.seesNot('half a note');
    await watch.press('alt-b', 'X');
    await watch.sees('Xanything');
  });

  test('several marked rows are asked about, and those behind the filter are named', async () => {
    const watch = await start({columns: 120, rows: 30});
    await watch.alert('DiskFull', {age: 120_000});
    await watch.alert('OtherAlert');
    await watch.press('space', 'space', '/');
    await watch.type('Disk');
    await watch.press('enter', 'a');
    await watch.sees('ack 2 marked alerts (2 alerts) as ana');
    await watch.sees('1 of them hidden by the filter: OtherAlert');
    await watch.press('enter');
    await watch.sees('acked 2 marked alerts: eu ✓ until 03:15 ×2');
  });

  test('a read-only cockpit says why it does not act', async () => {
    const watch = await start({columns: 120, settings: {readOnly: true}});
    await watch.alert('DiskFull');
    await watch.press('a');
    await watch.sees('read-only: nothing outside it is changed');
  });

  test('release gives an ack back and ends its silence', async () => {
    const watch = await start();
    await watch.alert('DiskFull');
    await watch.press('a', 'u');
    await watch.sees('released DiskFull');
    expect(watch.source.expired).toHaveLength(1);
  });
});

describe('questions and fields', () => {
  test('the list holds still while a question is open', async () => {
    const watch = await start();
    await watch.alert('DiskFull');
    await watch.press('s');
    await watch.alert('WorseAlert', {age: 200_000});
    watch.seesNot('WorseAlert');
    await watch.press('esc');
    await watch.sees('WorseAlert');
  });

  test('a question is whole at 60x15 and stands beside its target', async () => {
    const watch = await start({columns: 60, rows: 15});
    for (const name of ['A1', 'A2', 'A3', 'A4', 'A5', 'A6', 'A7']) await watch.alert(name);
    await watch.press('G', 's');
    const lines = watch.screen.frame().split('\n');
    const top = lines.findIndex(line => line.includes('┌─ silence A7'));
    const bottom = lines.findIndex(line => line.includes('└─'));
    expect(top).toBeGreaterThan(0);
    expect(bottom - top).toBeGreaterThanOrEqual(6);
    expect([top - 1, bottom + 1]).toContain(lines.findIndex(line => line.startsWith('▌')));
    expect(lines.length).toBeLessThanOrEqual(15);
  });

  test('a silence needs a reason, shows what it hits, and is made with the matchers typed', async () => {
    const watch = await start({columns: 120});
    await watch.alert('DiskFull');
    await watch.press('s');
    await watch.sees('hits 1 now, 0 outside');
    await watch.press('enter');
    await watch.sees('Say why');
    await watch.type('deploy 4411');
    await watch.press('enter');
    await watch.sees('deploy 4411');
    expect(watch.source.drafts[0]?.draft).toMatchObject({
      comment: expect.stringContaining('deploy 4411'),
      duration: 7_200_000,
    });
  });

  test('pasted text lands in the field, and nowhere else', async () => {
    const watch = await start();
    await watch.alert('DiskFull');
    await watch.press('qqaa pasted');
    await watch.sees('Nothing takes a paste here');
    await watch.press('n', 'seen on\ndb-1', 'enter');
    await watch.sees('noted on DiskFull: seen on db-1');
    expect(watch.recorded()).toContain('note.added');
  });

  test('quitting with an ack that only this cockpit keeps asks first', async () => {
    const watch = await start();
    await watch.alert('DiskFull');
    await watch.press('a', 'q');
    await watch.sees('1 ack that only an open cockpit keeps alive');
    await watch.press('n');
    expect(watch.left()).toBe(false);
    await watch.press('q', 'y');
    expect(watch.left()).toBe(true);
  });

  test('a key without a meaning says so', async () => {
    const watch = await start();
    await watch.press('%');
    await watch.sees('% does nothing here');
  });
});

describe('filter and commands', () => {
  test('the board follows what is typed, and a mistake is pointed at', async () => {
    const watch = await start();
    await watch.alert('DiskFull');
    await watch.alert('OtherAlert');
    await watch.press('/');
    await watch.type('Disk');
    await watch.sees('1 of 2 alerts');
    await watch.type(' @stat=x');
    await watch.sees('^ @stat is not known');
    await watch.press('esc');
    await watch.sees('OtherAlert');
  });

  test('typing ahead on the command line works', async () => {
    const watch = await start();
    await watch.pressTogether(':', 'l', 'o', 'g', 'enter');
    await watch.sees('Log 0 facts');
    await watch.press('q');
    await watch.sees('Asking eu for alerts');
  });

  test('an unknown command names the near one', async () => {
    const watch = await start();
    await watch.press(':');
    await watch.type('sourcess');
    await watch.press('enter');
    await watch.sees('Did you mean :sources?');
  });

  test('the board is grouped anew by a label, and saved views are a digit away', async () => {
    const watch = await start({
      settings: {
        ui: {
          title: true,
          bell: true,
          filter: '',
          group: 'route',
          views: [{name: 'disks', filter: 'Disk', group: 'none'}],
        },
      },
    });
    await watch.alert('DiskFull', {labels: {instance: 'a'}});
    await watch.alert('DiskFull', {labels: {instance: 'b'}});
    await watch.alert('OtherAlert');
    await watch.press(':');
    await watch.type('group severity');
    await watch.press('enter');
    await watch.sees('×3');
    await watch.press('1');
    await watch.sees('view disks');
    watch.seesNot('OtherAlert');
    await watch.press('0');
    await watch.sees('×2');
  });
});

describe('board', () => {
  test('groups open in place and fold again', async () => {
    const watch = await start();
    await watch.alert('DiskFull', {labels: {instance: 'db-1'}});
    await watch.alert('DiskFull', {labels: {instance: 'db-2'}});
    await watch.sees('×2');
    await watch.press('z');
    await watch.sees('▾ DiskFull');
    expect(watch.screen.frame().match(/ {2}DiskFull (?!happened)/g)?.length).toBe(2);
    await watch.press('j', 'z');
    watch.seesNot('▾');
  });

  test('a new unacked P1 rings and stands in the title; a P3 does not ring', async () => {
    const watch = await start();
    await watch.alert('DiskFull', {labels: {severity: 'warning'}});
    expect(watch.screen.rung.count).toBe(0);
    await watch.alert('OtherAlert');
    expect(watch.screen.rung.count).toBe(1);
    expect(watch.screen.titles.at(-1)).toBe('wk: P1 1 · 2 need you · OtherAlert');
  });

  test('an idle board draws no frames', async () => {
    const watch = await start();
    await watch.alert('CertExpires', {labels: {severity: 'warning'}});
    await watch.wait(4000);
    const before = watch.screen.frames.length;
    await watch.health({});
    await watch.wait(1000);
    await watch.wait(1000);
    expect(watch.screen.frames.length).toBe(before);
  });

  test('a storm is shown in few frames', async () => {
    const watch = await start();
    const before = watch.screen.frames.length;
    for (let index = 0; index < 200; index += 1) watch.source.sends({});
    await watch.alert('DiskFull');
    expect(watch.screen.frames.length - before).toBeLessThan(10);
  });

  test('too small a screen still shows the worst row and acks it', async () => {
    const watch = await start({columns: 34, rows: 6});
    await watch.alert('DiskFull');
    await watch.sees('▌P1 DiskFull');
    await watch.press('a');
    await watch.sees('acked DiskFull');
    expect(watch.source.drafts).toHaveLength(1);
  });

  test('ctrl-l paints again and ctrl-z suspends', async () => {
    const watch = await start();
    await watch.press('ctrl-l');
    expect(watch.screen.repaints.count).toBe(1);
    await watch.press('ctrl-z');
    expect(watch.screen.suspended.count).toBe(1);
  });
});
