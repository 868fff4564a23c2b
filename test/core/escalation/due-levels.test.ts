import {describe, expect, test} from 'vitest';
import {dueLevels} from '../../../src/core/escalation/due-levels.js';
import {aLevel, aPolicy, disk, escalating, MINUTE} from '../../support/escalating.js';
import {anAlert, keyOf, NIGHT} from '../../support/given.js';

const auto = aPolicy({levels: [aLevel({name: 'lead', after: MINUTE, people: ['mo'], auto: true})]});

function due(watch: ReturnType<typeof escalating>, at: number) {
  return dueLevels(watch.state(), at);
}

describe('levels that are due', () => {
  test('wait for somebody until they are called', () => {
    const watch = escalating();
    expect(due(watch, NIGHT)).toMatchObject({announced: [], waiting: 0});
    watch.tick(NIGHT + 5 * MINUTE);
    expect(due(watch, NIGHT + 6 * MINUTE)).toMatchObject({waiting: 1, first: {level: 'secondary', severity: 'P1'}});
    expect(due(watch, NIGHT).of.get(keyOf(disk))?.level).toBe('secondary');
    watch.when({type: 'escalate', alerts: [keyOf(disk)], level: 2}, NIGHT + 7 * MINUTE);
    expect(due(watch, NIGHT + 8 * MINUTE)).toMatchObject({announced: [], waiting: 0});
  });

  test('wait for nobody once another level was called instead', () => {
    const watch = escalating();
    watch.tick(NIGHT + 5 * MINUTE);
    watch.when({type: 'escalate', alerts: [keyOf(disk)], level: 3}, NIGHT + 7 * MINUTE);
    expect(due(watch, NIGHT + 8 * MINUTE).waiting).toBe(0);
  });

  test('that send themselves are announced, and wait for somebody when that was stopped', () => {
    const watch = escalating(auto);
    watch.tick(NIGHT + MINUTE);
    const [announced] = due(watch, NIGHT + MINUTE).announced;
    expect(announced).toMatchObject({level: 'lead', sendsAt: NIGHT + 1.5 * MINUTE});
    watch.when({type: 'stop-escalation', group: announced?.group ?? ''});
    expect(due(watch, NIGHT + MINUTE)).toMatchObject({announced: [], waiting: 1});
  });

  test('are of no silenced alert, and of none that is gone', () => {
    const watch = escalating();
    watch.tick(NIGHT + 5 * MINUTE);
    watch.shows([anAlert({...disk, state: 'suppressed', silencedBy: ['s1']})]);
    expect(due(watch, NIGHT + 6 * MINUTE).waiting).toBe(0);
    watch.shows([]);
    expect(due(watch, NIGHT + 6 * MINUTE).waiting).toBe(0);
  });
});
