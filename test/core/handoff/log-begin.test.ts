import {expect, test} from 'vitest';
import {handoffDocument} from '../../../src/core/handoff/document.js';
import {draftOf} from '../../../src/core/handoff/draft.js';
import {handoffMarkdown} from '../../../src/core/handoff/markdown.js';
import type {Fact} from '../../../src/core/shift/fact.js';
import {logBegin} from '../../../src/core/shift/log-begin.js';
import {aWatch, NIGHT} from '../../support/given.js';
import {fired, log, MINUTE, noted, pool, type Told, WATCH} from './given.js';

const WATCH_OF_ANA: Told = {after: 0, by: 'ana', fact: {type: 'shift.started', shift: 's-ana', operator: 'ana'}};
/** What ana recorded, as it came to lee in a bundle: an alert that fired long before, her watch, and a note in it. */
const anas = log([fired(pool, -600), WATCH_OF_ANA, noted('the wiki has the map', 10)]).map(
  (fact): Fact => ({...fact, origin: 'anas'}),
);
/** Lee's log, which begins an hour after ana's watch did; then the bundle. */
const lees = [...log([noted('hello', 60)]), ...anas];

const handedOff = (facts: readonly Fact[], more: {readonly shift?: string; readonly origin?: string} = {}) =>
  handoffDocument(aWatch({facts}), facts, {...WATCH, ...more});

test('the watch of another account is not said to be unrecorded before this log began', () => {
  const handoff = handedOff(lees, {shift: 's-ana', origin: 'anas'});
  expect(handoff).not.toHaveProperty('recordedFrom');
  expect(handoffMarkdown(handoff)).not.toContain('the log begins');
});

test('what a bundle tells of the time before this log began is said to be from another account', () => {
  const handoff = handedOff(lees);
  expect(handoff).toMatchObject({recordedFrom: NIGHT + 60 * MINUTE, broughtFrom: NIGHT});
  expect(handoffMarkdown(handoff)).toContain(
    '- **Before 2026-11-20 04:00Z**: *not recorded* here, where the log begins then; what is told of it is from the log of another account\n',
  );
  const later = handoffDocument(aWatch({facts: lees}), lees, {...WATCH, from: NIGHT - 60 * MINUTE});
  expect(handoffMarkdown(later)).toContain('is from the log of another account, since 2026-11-20 03:00Z\n');
});

test('a log begins with the first watch that was brought into it, not with what stood before that', () => {
  expect(logBegin(lees)).toBe(NIGHT);
  expect(logBegin(log([noted('hello', 60)]))).toBe(NIGHT + 60 * MINUTE);
  expect(logBegin([])).toBeUndefined();
  expect(draftOf(aWatch({facts: lees}), lees, {now: WATCH.now}).handoff.from).toBe(NIGHT);
});
