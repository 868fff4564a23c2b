import {expect, test} from 'vitest';
import {handedOver} from '../../../src/core/handoff/accept.js';
import {handoffDocument} from '../../../src/core/handoff/document.js';
import type {SourceHealth} from '../../../src/core/live/update.js';
import type {Fact} from '../../../src/core/shift/fact.js';
import {outstandingWork} from '../../../src/core/shift/work.js';
import {aSilence, NIGHT, story, upHealth} from '../../support/given.js';
import {anasWatch, DISK, FREE} from './anas-watch.js';

const MINUTE = 60_000;
const {lastGood: _never, ...health} = upHealth();
/** Alertmanager does not answer, and never has here. */
const SILENT: SourceHealth = {...health, state: 'down'};
const DEPLOY = aSilence({id: 's9', createdBy: 'ana', comment: 'deploy', endsAt: NIGHT + 60 * MINUTE});
const ITEM = {kind: 'silence', id: 'eu/s9', title: 'silence', answer: 'taken'} as const;

type Told = ReturnType<typeof story>;

const takes = (told: Told, from: string, by: string) =>
  told.when({type: 'accept-handoff', from, items: [ITEM]}, NIGHT + MINUTE, by);
const ordersIn = (told: Told) =>
  outstandingWork(told.state(), NIGHT + MINUTE).flatMap(work => (work.kind === 'order' ? [work.order] : []));

/** A cockpit that starts while Alertmanager is away, with a log that has these facts. */
function startedBlind(facts: readonly Fact[]): Told {
  return story({health: SILENT, facts});
}

/** The log of ana, who watches the silence. */
function anasLog(): readonly Fact[] {
  const told = story({silences: [DEPLOY]});
  told.when({type: 'start-shift', operator: 'ana'});
  told.when({type: 'reconcile', source: 'eu', silencesRead: true});
  return told.state().log;
}

test('a silence that changes hands twice before its source hears of it goes to the last, and once', () => {
  const told = story({silences: [DEPLOY]});
  takes(told, 'ana', 'lee');
  takes(told, 'lee', 'mo');
  expect(ordersIn(told)).toMatchObject([{silence: 's9', createdBy: 'mo', under: ['ana', 'lee']}]);
  expect(told.state().log.at(-1)).toMatchObject({type: 'silence.requested', from: 'lee'});
});

test('a silence is taken over, too, where its source has been away since the start: the log knows it', () => {
  const told = startedBlind(anasLog());
  takes(told, 'ana', 'lee');
  expect(ordersIn(told)).toMatchObject([{silence: 's9', createdBy: 'lee', comment: 'deploy', endsAt: DEPLOY.endsAt}]);
  const next = startedBlind(told.state().log);
  takes(next, 'lee', 'mo');
  expect(ordersIn(next)).toMatchObject([{silence: 's9', createdBy: 'mo', under: ['ana', 'lee']}]);
});

test('who takes over next is asked about the silence of whoever has it, not of whoever made it', () => {
  const told = story({silences: [DEPLOY]});
  takes(told, 'ana', 'lee');
  const span = {from: NIGHT - MINUTE, to: NIGHT + MINUTE, now: NIGHT + MINUTE};
  const asked = (one: Told) =>
    handedOver(handoffDocument(one.state(), one.state().log, span), one.state(), 'mo').map(({title}) => title);
  expect(asked(told)).toEqual(['silence of alertname="DiskFull" in eu, by lee']);
  const blind = startedBlind(anasLog());
  takes(blind, 'ana', 'lee');
  expect(asked(blind)).toEqual(['silence of alertname="DiskFull" in eu, by lee']);
  const [{token} = {token: ''}] = ordersIn(blind);
  blind.when({type: 'settle-order-failed', token, reason: 'it has ended'});
  expect(asked(blind)).toEqual(['silence of alertname="DiskFull" in eu, by ana']);
});

test('moving the end of a silence that is going over leaves it with whoever takes it', () => {
  const told = story({silences: [DEPLOY]});
  takes(told, 'ana', 'lee');
  const endsAt = NIGHT + 90 * MINUTE;
  told.when({type: 'extend-silence', source: 'eu', silence: 's9', endsAt}, NIGHT + MINUTE, 'lee');
  expect(ordersIn(told)).toMatchObject([{createdBy: 'lee', endsAt, under: ['ana']}]);
  takes(told, 'lee', 'mo');
  expect(ordersIn(told)).toMatchObject([{createdBy: 'mo', endsAt}]);
});

test('an ack that changes hands while its silence is being moved has the silence told so once more', () => {
  const {ack, ...told} = anasWatch();
  const item = {kind: 'ack', id: ack, title: 'x', answer: 'taken'} as const;
  told.when({type: 'accept-handoff', from: 'ana', items: [item]}, NIGHT + MINUTE, 'lee');
  told.when({type: 'accept-handoff', from: 'lee', items: [item]}, NIGHT + MINUTE, 'mo');
  const placed = {id: 's1', startsAt: NIGHT, endsAt: NIGHT + 16 * MINUTE, member: 'am-1:9093'};
  told.when({type: 'settle-extension', ack, placed, author: 'lee'}, NIGHT + MINUTE, 'wk');
  expect(outstandingWork(told.state(), NIGHT + MINUTE)).toMatchObject([{kind: 'extend-ack', ack: {by: 'mo'}}]);
  told.when({type: 'settle-extension', ack, placed, author: 'mo'}, NIGHT + MINUTE, 'wk');
  expect(outstandingWork(told.state(), NIGHT + MINUTE)).toEqual([]);
});

test('an ack whose silence is found under the name of whoever had it before has it told whose it is', () => {
  const told = anasWatch();
  const facts = told.state().log.filter(({type}) => type !== 'ack.placed');
  const next = story({health: SILENT, facts});
  const item = {kind: 'ack', id: told.ack, title: 'x', answer: 'taken'} as const;
  next.when({type: 'accept-handoff', from: 'ana', items: [item]}, NIGHT + MINUTE, 'mo');
  const comment = next.state().shift.acks.get(told.ack)?.comment ?? '';
  next.shows({alerts: [DISK, FREE], silences: [aSilence({id: 's1', createdBy: 'ana', comment})]});
  next.when({type: 'reconcile', source: 'eu', silences: [], silencesRead: true}, NIGHT + MINUTE, 'wk');
  expect(next.state().shift.acks.get(told.ack)).toMatchObject({by: 'mo', status: 'placed', silenceOf: 'ana'});
});
