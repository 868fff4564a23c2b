import {describe, expect, test} from 'vitest';
import {isFact} from '../../../src/core/shift/fact.js';
import {walking} from '../../support/a-walk.js';
import {fakeDesk} from '../../support/fake-desk.js';

describe('a statement', () => {
  test('that only reads runs on enter, once the question has been seen', async () => {
    const {night, runs, running, runner} = await walking();
    await night.press('enter');
    await night.sees('looks read-only · df is known');
    await night.sees('ana@bastion:/home/ana');
    expect(runs()).toEqual([]);
    await night.press('enter');
    expect(runs()).toEqual(['df -h /srv']);
    runner.says(running(), '/srv  98%');
    await night.wait(200);
    await night.sees('/srv  98%');
    runner.ends(running(), {code: 1});
    await night.wait(200);
    await night.sees('exit 1');
    await night.sees('◀ matches');
  });

  test('that has run keeps the cursor: what is under it does not move away by itself', async () => {
    const {night, runner, running} = await walking();
    await night.press('enter', 'enter');
    runner.ends(running());
    await night.wait(200);
    await night.sees('▌ df -h /srv');
    await night.press('r');
    await night.sees('│ df -h /srv');
  });

  test('typed ahead of its question does not run', async () => {
    const {night, runs} = await walking();
    await night.pressTogether('enter', 'enter');
    expect(runs()).toEqual([]);
    await night.sees('looks read-only');
  });

  test('is not confirmed by the second enter of a hand that presses it twice', async () => {
    const {night, runs} = await walking();
    await night.pressTogether('enter');
    await night.sees('looks read-only');
    await night.pressTogether('enter');
    expect(runs()).toEqual([]);
    await night.sees('looks read-only');
    await night.wait(250);
    await night.press('enter');
    expect(runs()).toEqual(['df -h /srv']);
  });

  test('that changes something wants y', async () => {
    const {night, runs} = await walking();
    await night.press('J', 'J', 'enter');
    await night.sees('restart payments');
    await night.sees('<service> = payments  label service');
    await night.press('enter');
    await night.sees('y runs it');
    expect(runs()).toEqual([]);
    await night.press('y');
    expect(runs()).toEqual(['restart payments']);
  });

  test('that destroys wants its name typed, to the letter', async () => {
    const {night, runs} = await walking();
    await night.press('J', 'J', 'J', 'enter');
    await night.sees('type /srv/old, because it destroys something');
    await night.press('enter');
    await night.type('/srv/ol');
    await night.press('enter');
    await night.sees('It runs when this is typed: /srv/old');
    expect(runs()).toEqual([]);
    await night.type('d');
    await night.press('enter');
    expect(runs()).toEqual(['rm -rf /srv/old']);
  });

  test('with a hole asks for its value, and offers it again the next time', async () => {
    const {night, runs, runner, running} = await walking();
    await night.press('j', 'enter');
    await night.sees('values for du -s <dir>');
    await night.press('enter');
    await night.sees('<dir> needs a value.');
    await night.type('/srv; reboot');
    await night.press('enter');
    await night.sees('/srv; reboot would change the command.');
    await night.press('ctrl-u');
    await night.type('/srv');
    await night.press('enter');
    await night.sees('<dir> = /srv  typed');
    await night.press('enter');
    expect(runs()).toEqual(['du -s /srv']);
    runner.ends(running());
    await night.wait(200);
    await night.press('r');
    await night.sees('<dir> = /srv  used before');
  });

  test('can be changed before it runs, and is judged again', async () => {
    const {night, runs} = await walking();
    await night.press('e');
    await night.press('ctrl-u');
    await night.type('rm /srv/a');
    await night.press('enter');
    await night.sees('destroys');
    await night.type('/srv/a');
    await night.press('enter');
    expect(runs()).toEqual(['rm /srv/a']);
    const fact = night.journal.facts.find(one => isFact(one, 'step.confirmed'));
    expect(fact).toMatchObject({edited: true, level: 'destructive'});
  });

  test('is stopped with x, and nothing else runs meanwhile', async () => {
    const {night, runner, running, runs} = await walking();
    await night.press('enter', 'enter');
    const run = running();
    await night.press('j', 'enter');
    await night.sees('Still running: df -h /srv. x stops it.');
    await night.press('x');
    expect(runner.stopped).toEqual([run]);
    await night.press('k');
    await night.sees('ended by SIGTERM');
    expect(runs()).toHaveLength(1);
  });

  test('for an interactive program gets the terminal, and its end is recorded', async () => {
    const {night, runner} = await walking();
    await night.press('G', 'k', 'enter');
    await night.sees('on this terminal');
    await night.press('enter');
    await night.wait(200);
    expect(night.screen.handed).toEqual([['bash', '-c', 'top']]);
    expect(runner.started).toEqual([]);
    expect(night.recorded().slice(-3)).toEqual(['step.confirmed', 'step.started', 'step.finished']);
  });

  test('that is not shell says why it is only shown', async () => {
    const {night, runs} = await walking();
    await night.press('G');
    await night.sees('shown only: it is SQL');
    await night.press('enter');
    await night.sees('It is shown and not run: it is SQL.');
    expect(runs()).toEqual([]);
  });

  test('does not run in a read-only cockpit', async () => {
    const {night, runs} = await walking({settings: {readOnly: true}});
    await night.press('enter');
    await night.sees('This cockpit is read-only');
    expect(runs()).toEqual([]);
  });

  test('wants the name of a context that contradicts the alert', async () => {
    const {night, desk, runs} = await walking();
    desk.where = {...desk.where, kubeContext: 'staging'};
    desk.document = {
      ...desk.document,
      sections: desk.document.sections.map(section => ({...section, steps: section.steps.slice(0, 1)})),
    };
    await night.press('e', 'ctrl-u');
    await night.type('kubectl get pods');
    await night.press('enter');
    await night.sees('kube context staging');
    expect(runs()).toEqual([]);
  });
});

describe('a hand that presses enter once more', () => {
  test('after exit 0 goes on to the next statement, and r asks about the same again', async () => {
    const {night, runner, running, runs} = await walking();
    await night.press('enter');
    await night.sees('looks read-only');
    await night.press('enter');
    await expect.poll(runs).toEqual(['df -h /srv']);
    runner.ends(running());
    await night.sees('exit 0');
    await night.press('enter');
    await night.sees('Gone on: that one exited with 0.');
    await night.sees('▌ du -s <dir>');
    await night.press('k', 'r');
    await night.sees('looks read-only');
    expect(runs()).toEqual(['df -h /srv']);
  });

  test('after another exit is asked about the same again', async () => {
    const {night, runner, running, runs} = await walking();
    await night.press('enter');
    await night.sees('looks read-only');
    await night.press('enter');
    await expect.poll(runs).toEqual(['df -h /srv']);
    runner.ends(running(), {code: 1});
    await night.sees('exit 1');
    await night.press('enter');
    await night.sees('looks read-only');
  });
});

test('a variable that the place has is asked about there first, and then needs no value', async () => {
  const asked: string[] = [];
  const learn = async (text: string) => void asked.push(text);
  const {night} = await walking({desk: Object.assign(fakeDesk(), {learn})});
  await night.press('enter');
  await night.sees('looks read-only');
  expect(asked).toEqual(['df -h /srv']);
});

describe('esc loses nothing that was typed', () => {
  test('into the box of values', async () => {
    const {night} = await walking();
    await night.press('j', 'enter');
    await night.sees('values for');
    await night.type('/srv/new');
    await night.press('esc', 'enter');
    await night.sees('/srv/new');
  });

  test('into the box of a changed statement', async () => {
    const {night} = await walking();
    await night.press('e');
    await night.type(' /home');
    await night.press('esc', 'e');
    await night.sees('df -h /srv /home');
  });
});

describe('what was said above the keys', () => {
  test('that enter is not enough is gone once y has run it', async () => {
    const {night, runs} = await walking();
    await night.press('J', 'J', 'enter');
    await night.sees('restart payments');
    await night.press('enter');
    await night.sees('y runs it, esc does not');
    await night.press('y');
    await expect.poll(runs).toEqual(['restart payments']);
    await expect.poll(() => night.screen.frame()).not.toContain('y runs it, esc does not');
  });

  test('that something still runs, and that it is being stopped, is gone when it has ended', async () => {
    const {night, runner, running, runs} = await walking();
    await night.press('enter');
    await night.sees('looks read-only');
    await night.press('enter');
    await expect.poll(runs).toEqual(['df -h /srv']);
    await night.press('enter');
    await night.sees('Still running: df -h /srv.');
    runner.ends(running());
    await night.sees('exit 0');
    await expect.poll(() => night.screen.frame()).not.toContain('Still running');
  });
});
