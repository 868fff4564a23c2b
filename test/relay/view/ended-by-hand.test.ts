import {expect, test} from 'vitest';
import type {FeedFact} from '../../../src/core/feed/message.js';
import {inboundAlert} from '../../../src/relay/hooks/tell/inbound-alert.js';
import {endedByHand} from '../../../src/relay/view/ended-by-hand.js';
import {EMPTY_VIEW, foldView} from '../../../src/relay/view/view.js';

const NIGHT = Date.UTC(2026, 10, 2, 3);
const LABELS = {alertname: 'JobFailed'};
const inbound = inboundAlert({source: 'elastalert', status: 'firing', labels: LABELS, annotations: {}}, {now: NIGHT});
if (inbound.kind !== 'alert') throw new Error('it is an alert');
const {alert, key} = inbound;
const view = foldView(EMPTY_VIEW, [{seq: 1, at: NIGHT, kind: 'alert', alert}]);

function fact(over: Readonly<Record<string, unknown>> = {}): FeedFact {
  const envelope = {v: 1, seq: 1, origin: 'j-ana', at: new Date(NIGHT).toISOString(), by: 'ana'};
  const {source, fingerprint} = alert;
  const said = {type: 'alert.resolved', reason: 'operator', source, fingerprint, startsAt: NIGHT, on: NIGHT + 1};
  return {...envelope, ...said, ...over} as FeedFact;
}

test('an alert that an operator ended is told as resolved, about the occurrence that its hook told', () => {
  expect(endedByHand(fact(), view)).toMatchObject([
    {key, alert: {status: 'resolved', endsAt: new Date(NIGHT + 1).toISOString(), labels: LABELS}},
  ]);
});

test('what was told again since goes on', () => {
  expect(endedByHand(fact({on: NIGHT - 1}), view)).toEqual([]);
});

test('other facts, and ends that a source told, mean nothing for what fires', () => {
  expect(endedByHand(fact({reason: 'absent'}), view)).toEqual([]);
  expect(endedByHand(fact({type: 'note.added'}), view)).toEqual([]);
  expect(endedByHand(fact(), EMPTY_VIEW)).toEqual([]);
});
