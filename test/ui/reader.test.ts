import {afterEach, beforeEach, describe, expect, test} from 'vitest';
import {gist, spoken} from '../../src/ui/reader/spoken.js';
import '../../src/ui/reader/say-aloud.js';
import {type FakeScreen, fakeScreen} from '../support/fake-screen.js';
import {anAlert} from '../support/given.js';
import {aNight, type Night} from '../support/night.js';

let night: Night;
let heard: string;
let again: () => void;

/** What was said since this was asked last. */
function said(): string {
  const text = heard;
  heard = '';
  return text;
}

function readerScreen(): FakeScreen {
  heard = '';
  const lines = {
    write: (text: string) => {
      heard += text;
    },
    onAgain: (listener: () => void) => {
      again = listener;
      return () => undefined;
    },
  };
  return Object.assign(fakeScreen(160, 18), {lines});
}

beforeEach(async () => {
  night = await aNight({screen: readerScreen()});
  await night.alert('DatabasePoolExhausted', {annotations: {summary: 'pool 50 of 50'}});
  await night.alert('DiskFillingUp', {labels: {severity: 'high', instance: 'db-7'}});
  await night.wait(3000);
  said();
});

afterEach(() => night.end());

describe('a cockpit that is heard', () => {
  test('tells an alert that fires as a line, and what it makes of the counts', async () => {
    await night.alert('QueueBacklog', {labels: {severity: 'high', service: 'mailer'}});
    await night.wait(3000);
    const text = said();
    expect(text).toMatch(/^P2 2$/m);
    expect(text).toMatch(/^P2, ack in \d+m, QueueBacklog, mailer .*$/m);
    expect(text).not.toContain('DiskFillingUp');
  });

  test('is silent while nothing but time goes by', async () => {
    for (let turn = 0; turn < 20; turn += 1) {
      await night.wait(3000);
      await night.health({});
    }
    expect(said()).toBe('');
  });

  test('paints no frame, and needs no control sequence', async () => {
    await night.press('A', 'esc', 'l', 'esc', '?');
    expect(night.screen.frames).toEqual([]);
    expect(said()).not.toMatch(/[^\n\b -~\u00a1-\uffff]/);
  });

  test('tells the row that a key comes to, and no other', async () => {
    await night.press('j');
    expect(said()).toMatch(/^P2, ack in \d+m, DiskFillingUp, [^\n]*\n$/);
  });

  test('tells what became of a key', async () => {
    await night.press('a');
    expect(said()).toMatch(/^ack(ing|ed) DatabasePoolExhausted: /m);
    await night.press('Z');
    expect(said()).toContain('Z does nothing here');
    await night.press('Z');
    expect(said()).toContain('Z does nothing here');
  });

  test('asks a question with its lines and its keys, and takes the answer', async () => {
    await night.press('A');
    const question = said();
    expect(question).toContain('DatabasePoolExhausted');
    expect(question).toMatch(/enter ack/);
    await night.press('enter');
    expect(night.recorded()).toContain('ack.requested');
  });

  test('shows what is typed as a shell does, and takes letters back', async () => {
    await night.press('n');
    said();
    await night.type('oj');
    await night.press('backspace');
    await night.type('k');
    expect(said()).toBe('oj\b \bk');
    await night.press('enter');
    expect(said()).toMatch(/^\n.*ok/);
    expect(night.journal.facts.at(-1)).toMatchObject({type: 'note.added', text: 'ok'});
  });

  test('keeps what happens meanwhile until the question is over', async () => {
    await night.press('n');
    await night.type('x');
    said();
    await night.alert('QueueBacklog', {labels: {severity: 'high'}});
    await night.wait(5000);
    expect(said()).toBe('');
    await night.press('esc');
    await night.wait(5000);
    expect(said()).toContain('QueueBacklog');
  });

  test('says nothing of the rows behind a question while that is being answered', async () => {
    await night.press('A');
    said();
    await night.alert('DatabasePoolExhausted', {labels: {instance: 'db-2:9100'}});
    await night.press('tab');
    expect(said()).not.toContain('DatabasePool');
    await night.press('esc');
    await night.wait(3000);
    expect(said()).toMatch(/DatabasePoolExhausted, .* 2 times/);
  });

  test('tells what went wrong at once, and all of it again when asked', async () => {
    await night.health({members: [], failures: 9, lastGood: 0, error: {message: 'connection refused'}} as never);
    expect(said()).toMatch(/blind/);
    again();
    expect(said()).toMatch(/Selected: P1, .*DatabasePoolExhausted/);
  });

  test('tells how many more there are in a storm instead of all of them', async () => {
    const alerts = Array.from({length: 40}, (_, at) => anAlert({name: `Storm${at}`}));
    night.source.shows(alerts);
    await night.wait(3000);
    const text = said();
    expect(text.split('\n').length).toBeLessThan(12);
    expect(text).toMatch(/And \d+ more lines: ctrl-l tells all\./);
  });
});

describe('a line of the screen becomes words', () => {
  test.each([
    [
      '▌P1 ▲ ack in 1:46    DatabasePoolExhausted   db-1 +3   ×4   3m',
      'P1, ack in 1:46, DatabasePoolExhausted, db-1 +3, 4 times, 3m',
    ],
    [' P3 ? late 2h  Odd', 'P3, severity unknown, late 2h, Odd'],
    [' P2 ~ late 2h  Old', 'P2, as it was late 2h, Old'],
    ['■P2 ◆ lee  Marked', 'marked P2, lee, Marked'],
    ['   → DiskFillingUp resolved', 'DiskFillingUp resolved'],
    [' wk   eu ● <10s   us ✗ 3m', 'wk, eu on <10s, us failed 3m'],
    [' x > 0.8   ▁▁▂▃█   0.98', 'x > 0.8, 0.98'],
    ['────────', ''],
    [' \u001b[1;31mP1\u001b[0m 3', 'P1 3'],
  ])('%s', (line, words) => {
    expect(spoken(line)).toBe(words);
  });

  test('which are the same while only time goes by, and not where a name has a figure', () => {
    expect(gist('P1, ack in 1:46, Pool, db-1, 3m')).toBe(gist('P1, ack in 59s, Pool, db-1, 1h30m'));
    expect(gist('P1, ack in 4m, Pool, db-1')).not.toBe(gist('P1, ack in 4m, Pool, db-2'));
    expect(gist('P1, ack in 4m, Pool')).not.toBe(gist('P1, late 4m, Pool'));
    expect(gist('P1 3')).not.toBe(gist('P2 3'));
  });
});
