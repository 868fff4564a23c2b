import {createInterface} from 'node:readline/promises';
import {Writable} from 'node:stream';
import {setTimeout as sleep} from 'node:timers/promises';
import type {WalkHands} from '../walk-hands.js';

/** How long keys count as typed before the question, ms. */
const SETTLE = 60;

/** Asks on the terminal, on stderr so that stdout stays data. */
export const askLine: WalkHands['ask'] = async (question, {prefill, hidden = false} = {}) => {
  if (await typedAhead()) return undefined;
  let muted = false;
  const output = new Writable({
    write(chunk, _encoding, done) {
      if (!muted) process.stderr.write(chunk);
      done();
    },
  });
  const stop = new AbortController();
  let left = false;
  const lines = createInterface({input: process.stdin, output, terminal: true, historySize: 0});
  lines.once('SIGINT', () => stop.abort());
  lines.once('close', () => stop.abort());
  try {
    const answer = lines.question(question, {signal: stop.signal});
    if (prefill !== undefined) lines.write(prefill);
    muted = hidden;
    return (await answer).trim();
  } catch {
    left = true;
    return undefined;
  } finally {
    lines.close();
    if (hidden || left) process.stderr.write('\n');
  }
};

/** Takes away what was typed before the question stood there; true when it says stop. */
async function typedAhead(): Promise<boolean> {
  const {stdin} = process;
  if (!stdin.isTTY) return false;
  let stop = false;
  const take = (chunk: Buffer) => {
    stop ||= chunk.includes(3);
  };
  stdin.setRawMode(true);
  stdin.on('data', take);
  await sleep(SETTLE);
  stdin.removeListener('data', take);
  stdin.pause();
  stdin.setRawMode(false);
  return stop;
}
