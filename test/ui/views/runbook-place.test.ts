import {describe, expect, test} from 'vitest';
import {isFact} from '../../../src/core/shift/fact.js';
import {walking} from '../../support/a-walk.js';

/** A walk whose question about the first statement, or about one that changes something, is on the screen. */
async function asked(statement: 'reads' | 'changes') {
  const walk = await walking();
  const {night, desk} = walk;
  desk.where = {...desk.where, kubeContext: 'eu-prod'};
  await night.press(...(statement === 'changes' ? ['J', 'J', 'enter'] : ['enter']));
  await night.sees('kube context eu-prod');
  await night.wait(250);
  const confirmed = () => walk.night.journal.facts.find(one => isFact(one, 'step.confirmed'));
  return {...walk, confirmed};
}

describe('a kube context that is switched while the question stands', () => {
  test('is not run against by y: it is told and asked about anew', async () => {
    const {night, desk, runs, confirmed} = await asked('changes');
    desk.where = {...desk.where, kubeContext: 'us-prod'};
    await night.press('y');
    await night.sees('kube context was eu-prod when this was asked, and is us-prod now');
    await night.sees('Nothing was run');
    expect(runs()).toEqual([]);
    expect(night.recorded()).not.toContain('step.confirmed');
    await night.wait(250);
    await night.press('y');
    await expect.poll(runs).toEqual(['restart payments']);
    expect(confirmed()).toMatchObject({place: {kubeContext: 'us-prod'}});
    night.seesNot('Nothing was run');
  });

  test('is not confirmed by a y that was pressed twice', async () => {
    const {night, desk, runs} = await asked('changes');
    desk.where = {...desk.where, kubeContext: 'us-prod'};
    await night.pressTogether('y', 'y');
    await night.sees('is us-prod now');
    await night.press('y');
    expect(runs()).toEqual([]);
    await night.sees('is us-prod now');
  });

  test('is not read from by enter either', async () => {
    const {night, desk, runs} = await asked('reads');
    desk.where = {...desk.where, kubeContext: 'us-prod'};
    await night.press('enter');
    await night.sees('is us-prod now');
    expect(runs()).toEqual([]);
  });

  test('and switched back before the answer asks nothing', async () => {
    const {night, desk, runs} = await asked('changes');
    const before = desk.where;
    desk.where = {...before, kubeContext: 'us-prod'};
    await night.wait(250);
    desk.where = before;
    await night.press('y');
    await expect.poll(runs).toEqual(['restart payments']);
  });
});

describe('a place that cannot be looked up when the question is answered', () => {
  test('is asked about as not known, and runs on the next answer', async () => {
    const {night, desk, runs, confirmed} = await asked('changes');
    desk.place = async () => {
      throw new Error('the line is down');
    };
    await night.press('y');
    await night.sees('where it runs cannot be looked up now (the line is down)');
    await night.sees('kube context not known');
    expect(runs()).toEqual([]);
    await night.wait(250);
    await night.press('y');
    await expect.poll(runs).toEqual(['restart payments']);
    expect(confirmed()).toMatchObject({place: {kubeContext: 'not known'}});
  });

  test('because nobody answers does not hang: it says that it looks, then that it is not known', async () => {
    const {night, desk, runs} = await asked('changes');
    desk.place = () => new Promise(() => undefined);
    await night.press('y');
    await night.wait(300);
    await night.sees('Looking again where this runs…');
    await night.wait(15_000);
    await night.sees('no answer within 15 s');
    expect(runs()).toEqual([]);
  });

  test('lets esc take the answer back', async () => {
    const {night, desk, runs} = await asked('changes');
    let answer: () => void = () => undefined;
    desk.place = () =>
      new Promise(resolve => {
        answer = () => resolve(desk.where);
      });
    await night.press('y', 'esc');
    night.seesNot('kube context eu-prod');
    answer();
    await night.wait(300);
    expect(runs()).toEqual([]);
    expect(night.recorded()).not.toContain('step.confirmed');
  });
});
