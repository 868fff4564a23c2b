import {expect, test} from 'vitest';
import {virtualClock} from '../../../src/lib/virtual-clock.js';
import {recordingLog} from '../../../src/relay/server/recording-log.js';
import {fakeBackbone} from '../support/fake-backbone.js';

const NIGHT = Date.parse('2026-11-20T03:00:00.000Z');

function aLog(waiting?: {count: number; refusal(): string | undefined; trouble(): string | undefined}) {
  const clock = virtualClock(NIGHT);
  const backbone = fakeBackbone();
  const said: string[] = [];
  const say = (line: string) => void said.push(line);
  return {clock, backbone, said, log: recordingLog({backbone, waiting, clock, warn: say, log: say})};
}

test('a disk that failed and works again is told once each, though nobody writes to it meanwhile', () => {
  const {clock, backbone, said} = aLog();
  backbone.told = {writable: false, trouble: 'the disk is full'};
  clock.advance(10_000);
  expect(said).toEqual(['Nothing is recorded now: the disk is full']);
  backbone.told = {writable: true};
  clock.advance(10_000);
  expect(said).toEqual(['Nothing is recorded now: the disk is full', 'Recording works again.']);
});

test('what fails for another reason works again when something was recorded, not before', () => {
  const {clock, said, log} = aLog();
  log.failed('it took longer than 10 s');
  log.failed('it took longer than 10 s');
  clock.advance(10_000);
  expect(said).toEqual(['Nothing is recorded now: it took longer than 10 s']);
  log.works();
  log.works();
  expect(said).toHaveLength(2);
});

test('it is told apart whether hooks wait, or nothing is taken in at all', () => {
  let fault: string | undefined;
  const {clock, backbone, said} = aLog({count: 0, refusal: () => fault, trouble: () => fault});
  backbone.told = {writable: false, trouble: 'Redis is away'};
  clock.advance(2_000);
  fault = 'the disk is full';
  clock.advance(2_000);
  fault = undefined;
  clock.advance(2_000);
  backbone.told = {writable: true};
  clock.advance(2_000);
  expect(said).toEqual([
    "Hooks wait on this relay's disk now, and reach the cockpits later: Redis is away",
    'Nothing is recorded now: Redis is away; and nothing can wait here: the disk is full',
    "Hooks wait on this relay's disk now, and reach the cockpits later: Redis is away",
    'Recording works again.',
  ]);
});

test('a break too short to be seen is over when nothing waits any more', () => {
  const room = {count: 1, refusal: () => undefined, trouble: () => undefined};
  const {clock, said, log} = aLog(room);
  log.failed('no answer within 2000 ms');
  clock.advance(5_000);
  expect(said).toHaveLength(1);
  room.count = 0;
  clock.advance(1_000);
  expect(said[1]).toBe('Recording works again.');
});
