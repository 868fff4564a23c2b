import * as v from 'valibot';
import {describe, expect, test} from 'vitest';
import {type AidQuestion, aidSchema, type DecisionAid} from '../../../src/core/incident/aid-schema.js';
import {answered} from '../../../src/core/incident/aid-step.js';
import {aidNamed, DECISION_AIDS, PHASES} from '../../../src/core/incident/aids.js';
import {FIELDS} from '../../../src/core/incident/drafts.js';
import {anAlert, keyOf, NIGHT, story} from '../../support/given.js';

/** What an aid comes to when these are its answers, one after the other. */
function walked(id: string, ...words: readonly string[]): string | undefined {
  const aid = aidNamed(id);
  let question: AidQuestion | undefined = aid?.questions[0];
  for (const word of words) {
    const step = aid === undefined ? undefined : answered(aid, question?.id ?? '', word);
    if (step?.comes !== undefined) return step.comes.severity ?? step.comes.does ?? step.comes.say;
    question = step?.next;
  }
  return undefined;
}

/** Every end of an aid. */
function endsOf({questions}: DecisionAid): readonly string[] {
  return questions.flatMap(({answers}) => answers.flatMap(({comes}) => comes?.say ?? []));
}

describe('the decision aids', () => {
  test.each([
    ['severity', ['y'], 'P1'],
    ['severity', ['n', 'y'], 'P1'],
    ['severity', ['n', 'n', 'y'], 'P2'],
    ['severity', ['n', 'n', 'n', 'n'], 'P2'],
    ['severity', ['n', 'n', 'n', 'y', 'n', 'n'], 'P3'],
    ['severity', ['n', 'n', 'n', 'y', 'n', 'y', 'y'], 'P4'],
    ['declare', ['n', 'n', 'n', 'y'], 'declare'],
    ['declare', ['n', 'n', 'n', 'n'], 'No incident yet. Look again in 15 minutes.'],
    ['escalate', ['n', 'n', 'y'], 'escalate'],
    ['next', ['y'], 'fix'],
    ['next', ['n', 'y'], 'roll-back'],
    ['next', ['n', 'n'], 'declare'],
  ])('%s with %j comes to %s', (id, words, end) => {
    expect(walked(id, ...words)).toBe(end);
  });

  test('all come to something, and ask for fields that drafts have', () => {
    for (const aid of DECISION_AIDS) expect(endsOf(aid).length).toBeGreaterThan(1);
    const fields = PHASES.flatMap(({questions}) => questions.map(({field}) => field));
    expect(fields.filter(field => !Object.hasOwn(FIELDS, field))).toEqual([]);
  });

  test('of a file that leads nowhere, or round in a circle, are refused', () => {
    const ask = (next: string) => ({
      id: 'x',
      title: 'X',
      questions: [
        {
          id: 'one',
          ask: 'One?',
          answers: [
            {key: 'y', say: 'yes', next},
            {key: 'n', say: 'no', comes: {say: 'No.'}},
          ],
        },
        {
          id: 'two',
          ask: 'Two?',
          answers: [
            {key: 'y', say: 'yes', comes: {say: 'Yes.'}},
            {key: 'n', say: 'no', comes: {say: 'No.'}},
          ],
        },
      ],
    });
    expect(v.safeParse(aidSchema, ask('two')).success).toBe(true);
    expect(v.safeParse(aidSchema, ask('three')).success).toBe(false);
    expect(v.safeParse(aidSchema, ask('one')).success).toBe(false);
  });

  test('answered before there is an incident, are facts of it once it is declared', () => {
    const disk = anAlert({name: 'DiskFull'});
    const told = story({alerts: [disk]});
    told.when({type: 'reconcile', source: 'eu'});
    const answers = [{aid: 'declare', question: 'Do users notice it in numbers?', answer: 'yes'}];
    told.when({type: 'declare-incident', title: 'down', severity: 'P1', alerts: [keyOf(disk)], answers}, NIGHT + 1);
    const [incident] = told.state().shift.incidents.values();
    expect(incident?.answers).toEqual(answers);
  });
});
