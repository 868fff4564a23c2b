import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {readdir} from 'node:fs/promises';
import {join} from 'node:path';
import {createInterface} from 'node:readline';
import {setTimeout as sleep} from 'node:timers/promises';
import {expect, onTestFinished, test} from 'vitest';
import {systemClock} from '../../../src/lib/node/system-clock.js';
import {isSnapshot} from '../../../src/relay/backbone/journal/snapshot.js';
import {openJournalBackbone} from '../../../src/relay/backbone/journal-backbone.js';
import {journalIn} from '../../journal/support/journals.js';
import {compiled} from '../../support/compiled.js';
import {tempDir} from '../../support/real.js';
import {alert, nameOf, readAll, told, upTo} from './support/entries.js';

const ROUNDS = 12;
/** On a busy machine a round writes little: so many more, until the oldest segment has been given up. */
const MOST_ROUNDS = 40;

test('a relay killed at any moment loses nothing it acknowledged, and what is sent again is there once', {
  timeout: 180_000,
}, async () => {
  const folder = tempDir();
  const program = await compiled('test/relay/backbone/support/programs/writer.ts');
  const acknowledged: number[] = [];
  let head = 0;
  let entries: Awaited<ReturnType<typeof readAll>> = [];
  for (let round = 0; round < ROUNDS || (round < MOST_ROUNDS && (await holdsFirst(folder))); round++) {
    const size = round % 2 === 0 ? 100 : 20_000;
    const lines = await killedSoon([program, folder, String(round), String(size)]);
    expect(lines[0]).toBe(`open ${head}`);
    const batches = lines.slice(1).map(line => line.split(' ').map(Number));
    for (const batch of batches) expect(batch).toEqual([0, 1, 2].map(index => (batch[0] ?? 0) + index));
    acknowledged.push(...batches.flat());
    entries = await sentAgain(folder, round, batches.length + 1);
    head = entries.length;
    expect(entries.map(({seq}) => seq)).toEqual(upTo(head));
  }
  expect(new Set(acknowledged).size).toBe(acknowledged.length);
  expect(Math.max(...acknowledged)).toBeLessThanOrEqual(head);
  expect(acknowledged.length).toBeGreaterThan(200);
  for (const [kind, by] of [['alert'], ['fact', 'deploy'], ['fact', 'ana']]) {
    const names = entries.filter(one => one.kind === kind && (one.kind === 'alert' || one.fact.by === by)).map(nameOf);
    expect(names.length).toBeGreaterThan(60);
    expect(new Set(names).size).toBe(names.length);
  }
  expect(await holdsFirst(folder)).toBe(false);
});

async function holdsFirst(folder: string): Promise<boolean> {
  return (await readdir(join(folder, 'segments'))).includes('000001.jsonl');
}

/** Sends again what the killed relay was sent last, as its senders would. Answers everything that is there then. */
async function sentAgain(folder: string, round: number, most: number) {
  const journal = await journalIn(folder, {accepts: isSnapshot});
  const backbone = await openJournalBackbone({journal, clock: systemClock});
  const keys = ['a', 'b', 'c', 'd'].flatMap(lane => upTo(most).map(count => `${lane}-${round}-${count}`));
  const before = backbone.position().head;
  const [first] = await backbone.read(Math.max(0, before - 1), 1);
  expect(first?.seq ?? 0).toBe(before);
  const again = keys.flatMap(key => [alert(key), told(key)]);
  await backbone.append(again);
  expect(await backbone.append(again)).toEqual(again.map(() => undefined));
  const entries = await readAll(backbone);
  await backbone.close();
  await journal.close();
  return entries;
}

/** What the program prints until it is killed, a moment after it has begun to work. */
async function killedSoon(args: readonly string[]): Promise<readonly string[]> {
  const child = spawn(process.execPath, [...args], {stdio: ['ignore', 'pipe', 'inherit']});
  onTestFinished(() => void child.kill('SIGKILL'));
  const lines: string[] = [];
  const reader = createInterface({input: child.stdout});
  reader.on('line', line => void lines.push(line));
  await once(reader, 'line');
  await sleep(Math.random() * 120);
  const ended = once(reader, 'close');
  child.kill('SIGKILL');
  await ended;
  return lines;
}
