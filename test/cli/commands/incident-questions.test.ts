import {describe, expect, test} from 'vitest';
import type {NewFact} from '../../../src/core/shift/decision.js';
import {aWatch, recorded} from '../../support/given.js';
import {bench} from '../fake-context.js';

const INCIDENT = 'INC-1120-7kqx';
const declared: NewFact = {
  type: 'incident.declared',
  incident: INCIDENT,
  title: 'checkout is down',
  severity: 'P2',
  detected: 'user',
  alerts: [],
  startedAt: 0,
};
const facts = recorded([declared]);

function questions() {
  const {run, hands} = bench({watch: aWatch({facts}), context: {readLog: async () => ({facts})}});
  return {ask: (...words: readonly string[]) => run('incident', 'questions', ...words), hands, run};
}

describe('wk incident questions', () => {
  test('shows the decision aids before there is an incident, and where an answer leads', async () => {
    const {ask} = questions();
    expect((await ask()).stdout).toContain('Is it an incident?\n  Are you unsure how to fix it');
    expect((await ask('--answer', 'declare/unsure=n')).stdout).toContain('--answer declare/impact=y');
    expect((await ask('--answer', 'declare/impact=y')).stdout).toBe(
      'Declare an incident.\nDo it: wk incident declare --title TEXT --severity P1..P4 --answer declare/impact=y\n',
    );
  });

  test('prints the outcome of an answer, not the id of the incident alone, and what to type then', async () => {
    const {ask, hands} = questions();
    expect((await ask('7kqx', '--answer', 'severity/down=y')).stdout).toBe(
      'This is a P1.\nDo it: wk incident status INC-1120-7kqx --severity P1\n',
    );
    expect(hands()?.commands).toMatchObject([{type: 'answer-aid', incident: INCIDENT, aid: 'severity', answer: 'yes'}]);
    const json = JSON.parse((await ask('7kqx', '--answer', 'severity/down=n', '-o', 'json')).stdout) as object;
    expect(json).toMatchObject({id: INCIDENT, next: {answer: 'severity/data'}});
    expect((await ask('7kqx', '--answer', 'severity/up=n')).exitCode).toBe(2);
  });

  test('hands what was answered before over to the declaration', async () => {
    const {run, hands} = questions();
    await run('incident', 'declare', '--title', 'down', '--severity', 'P1', '--answer', 'declare/impact=y');
    expect(hands()?.commands).toMatchObject([
      {answers: [{aid: 'declare', question: 'Do users notice it in numbers?', answer: 'yes'}]},
    ]);
  });
});
