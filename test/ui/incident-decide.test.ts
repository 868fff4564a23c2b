import {describe, expect, test} from 'vitest';
import {start} from '../support/a-night.js';

const SMALL = {columns: 60, rows: 15};

async function anAlertAlone(size: {readonly columns: number; readonly rows: number} = SMALL) {
  const night = await start(size);
  await night.alert('DiskFull');
  return night;
}

describe('a decision before there is an incident', () => {
  test('that it is one goes on to declaring it, and what was answered goes with it', async () => {
    const night = await anAlertAlone();
    await night.press('w');
    await night.sees('Is it an incident?');
    await night.press('2');
    await night.sees('Are you unsure how to fix it');
    await night.press('2', '1');
    await night.sees('Declare an incident.');
    expect(night.recorded()).not.toContain('note.added');
    await night.press('1');
    await night.sees('how bad is it?');
    await night.press('enter', 'enter');
    await night.sees('you are its commander');
    expect(night.recorded().filter(type => type === 'incident.answered')).toHaveLength(2);
  });

  test('that it is none is noted on the alert, with the answers', async () => {
    const night = await anAlertAlone();
    await night.press('w', '2', '2', '2', '2', '2');
    await night.sees('No incident yet. Look again in 15 minutes. Noted.');
    const note = night.engine.store.getState().shift.notes.at(-1);
    expect(note?.text).toContain('Is more than one system affected? no. No incident yet.');
    expect(note?.alert).toBeDefined();
  });

  test('that somebody is needed opens the ladder', async () => {
    const night = await anAlertAlone();
    await night.press('w', '3', '1');
    await night.sees('open the ladder');
    await night.press('1');
    await night.sees('not acked');
    expect(night.recorded()).toContain('note.added');
  });

  test('about what no alert told of is asked by :decide, and says so where it is noted', async () => {
    const night = await start(SMALL);
    await night.press(':');
    await night.type('decide');
    await night.press('enter', '1', '1');
    await night.sees('This is a P1.');
    await night.press('1');
    await night.sees('declare a P1');
    await night.sees('noticed by users, no alert linked');
  });

  test('is asked by the incident of the alert once there is one', async () => {
    const night = await anAlertAlone();
    await night.press('i', 'enter', 'enter');
    await night.sees('you are its commander');
    await night.press('esc', 'w', '3', '2', '2', '2', '2', '2', '2');
    await night.sees('Go on. Ask again when 30 minutes bring nothing.');
    expect(night.recorded().filter(type => type === 'incident.answered')).toHaveLength(6);
  });
});

describe('declaring an incident', () => {
  test('asks what leads to its severity for whoever is not sure', async () => {
    const night = await anAlertAlone();
    await night.press('i');
    await night.sees('not sure');
    await night.press('5', '2', '2', '1');
    await night.sees('declare a P2');
    await night.press('enter');
    await night.sees('you are its commander');
    expect(night.recorded().filter(type => type === 'incident.answered')).toHaveLength(3);
  });

  test('says how it was noticed', async () => {
    const night = await anAlertAlone();
    await night.press('i', '6');
    await night.sees('how was it noticed?');
    await night.press('4');
    await night.sees('by security; another way');
    await night.press('1', 'enter');
    await night.sees('you are its commander');
    const [incident] = night.engine.store.getState().shift.incidents.values();
    expect(incident?.detected).toBe('security');
  });
});

describe('a decision in an incident', () => {
  test('to mend it offers what is next: here its status', async () => {
    const night = await anAlertAlone();
    await night.press('i', 'enter', 'enter');
    await night.sees('you are its commander');
    await night.press('w', '4', '1');
    await night.sees('Do it, and watch whether it helps.');
    await night.press('1');
    await night.sees('is resolving');
  });

  test('to call somebody opens the ladder of its alerts', async () => {
    const night = await anAlertAlone();
    await night.press('i', 'enter', 'enter');
    await night.sees('you are its commander');
    await night.press('w', '3', '1');
    await night.sees('not acked');
  });
});
