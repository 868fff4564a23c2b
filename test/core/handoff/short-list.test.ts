import {describe, expect, test} from 'vitest';
import {handoffDocument} from '../../../src/core/handoff/document.js';
import {draftOf} from '../../../src/core/handoff/draft.js';
import {handoffMarkdown} from '../../../src/core/handoff/markdown.js';
import type {SourceHealth} from '../../../src/core/live/update.js';
import {anAlert, aWatch, upHealth} from '../../support/given.js';
import {acked, fired, log, pool, type Told, WATCH} from './given.js';

const RESTARTED = upHealth({settling: true});

function written(told: readonly Told[], health: SourceHealth, alerts: readonly (typeof pool)[] = []) {
  const facts = log(told);
  const handoff = handoffDocument(aWatch({facts, health, alerts}), facts, WATCH);
  return {handoff, text: handoffMarkdown(handoff)};
}

const section = (text: string, title: string) => text.split(`\n## ${title}`)[1]?.split('\n## ')[0] ?? '';

describe('just after Alertmanager restarted', () => {
  test('no handoff says that nothing fires and that nothing waits: head, asks and list say that it may be short', () => {
    const {handoff, text} = written([], RESTARTED);
    expect(handoff.short).toEqual([{source: 'eu', why: 'has just restarted'}]);
    expect(text).toContain(
      '- **eu** has just restarted: its list may still be short, and not all that fires there may be in here\n',
    );
    expect(section(text, 'Before you take over')).toContain(
      '- [ ] What else fires in eu? It has just restarted, and its list may still be short: look again.',
    );
    expect(section(text, 'Ongoing')).toContain(
      'Nothing fires by what is listed. eu has just restarted: its list may still be short.',
    );
    expect(text).not.toMatch(/Nothing fires\.|Nothing waits/);
  });

  test('what it does not list is not told as over, and comes before what somebody has', () => {
    const other = anAlert({...pool, labels: {...pool.labels, alertname: 'QueueStuck'}, fingerprint: 'q1'});
    const {handoff, text} = written([fired(pool, 10), fired(other, 10), acked(other, 12)], RESTARTED, [other]);
    expect(handoff.ongoing).toMatchObject([{name: 'PoolExhausted', mayFire: true}, {name: 'QueueStuck'}]);
    const ongoing = section(text, 'Ongoing (2)');
    expect(ongoing).toContain('\n\neu has just restarted: its list may still be short.\n\n### P1 PoolExhausted');
    expect(ongoing).toContain(
      '- **Status**: not listed by eu now, whose list may still be short: it may fire still; not acked',
    );
    expect(text).not.toContain('not shown by eu any more');
  });

  test('what a handoff says of it is recorded with what else the sources showed', () => {
    const facts = log([]);
    expect(draftOf(aWatch({facts, health: RESTARTED}), facts, {now: WATCH.now}).observed).toHaveProperty('short', [
      {source: 'eu', why: 'has just restarted'},
    ]);
  });
});

test('while a member of a cluster does not answer, the handoff says that the list may lack what only that one has', () => {
  const members = [
    {name: 'am-1:9093', up: true},
    {name: 'am-2:9093', up: false},
  ];
  const {text} = written([], upHealth({members}));
  expect(text).toContain('- **eu** answers without am-2:9093: its list may still be short');
});

test('once it tells all, nothing is said of it', () => {
  const {handoff, text} = written([], upHealth());
  expect([handoff.short, handoff.asks]).toEqual([[], []]);
  expect(text).toContain('Nothing waits for you.');
  expect(section(text, 'Ongoing')).toContain('Nothing fires.');
});
