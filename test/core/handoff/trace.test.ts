import {describe, expect, test} from 'vitest';
import {handoffDocument} from '../../../src/core/handoff/document.js';
import {handoffMarkdown} from '../../../src/core/handoff/markdown.js';
import {plainLine} from '../../../src/core/handoff/plain.js';
import {traceOf} from '../../../src/core/handoff/trace.js';
import {anAlert, aSilence, aWatch} from '../../support/given.js';
import {acked, fired, log, noted, pool, resolved, type Told, WATCH} from './given.js';

const disk = anAlert({
  labels: {alertname: 'DiskFull', severity: 'warning', service: 'db'},
  startsAt: pool.startsAt,
});

const TOLD: readonly Told[] = [
  fired(pool, 10),
  acked(pool, 12),
  noted('a report has no timeout', 15, pool),
  resolved(pool, 53),
  fired(disk, 60),
  resolved(disk, 70),
  noted('the wiki has the map', 80),
  {after: 90, by: 'ana', fact: {type: 'change.recorded', change: 'c', text: 'pool 50 to 80', on: WATCH.from}},
  {after: 95, fact: {type: 'source.lost', source: 'eu', reason: 'refused', on: WATCH.from + 95 * 60_000}},
  {after: 97, fact: {type: 'source.recovered', source: 'eu', on: WATCH.from + 97 * 60_000, lostFor: 120_000}},
  fired(pool, 100),
];

function traced() {
  const facts = log(TOLD);
  const handoff = handoffDocument(aWatch({alerts: [pool], facts, silences: [aSilence()]}), facts, WATCH);
  return {handoff, statements: traceOf(handoff, facts), markdown: handoffMarkdown(handoff)};
}

describe('what a handoff is drawn from', () => {
  test('is told of every statement, by the numbers of the facts', () => {
    const found = traced().statements.map(({section, text, facts}) => [section, text, facts.map(({seq}) => seq)]);
    expect(found).toEqual([
      ['', 'Outgoing: ana', []],
      ['Ongoing', 'P1 PoolExhausted in eu/payments', expect.arrayContaining([11])],
      ['Ended: P1 and P2', 'P1 PoolExhausted in eu/payments', [1, 2, 3, 4]],
      ['Ended: P3 and P4', 'P3 · DiskFull · eu/db', [5, 6]],
      ['Silences in force', expect.any(String), []],
      ['System changes', 'ana: pool 50 to 80', [8]],
      ['Notes', 'ana: the wiki has the map', [7]],
      ['When we could not see', 'eu', [9, 10]],
      ['Figures', 'Figures', [1, 2, 4, 5, 6, 11]],
    ]);
  });

  test('leaves no statement that neither a fact nor a source is behind', () => {
    const groundless = traced().statements.filter(({facts, observed}) => facts.length === 0 && !observed);
    expect(groundless.map(({text}) => text)).toEqual(['Outgoing: ana']);
  });

  test('names each statement as its line reads', () => {
    const {statements, markdown} = traced();
    const lines = markdown.split('\n').map(line => plainLine(line)?.text ?? '');
    for (const {text} of statements) expect([text, lines.some(line => line.includes(text))]).toEqual([text, true]);
  });
});
