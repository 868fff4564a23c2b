import {expect, test} from 'vitest';
import {start} from '../support/a-night.js';
import {fakeWatchDesk} from '../support/fake-watch-desk.js';

async function ended(names = ['DiskFull', 'PoolExhausted']) {
  const night = await start({columns: 100, rows: 40, start: {watchDesk: fakeWatchDesk()}});
  await night.engine.dispatch({type: 'start-shift', operator: 'ana'});
  for (const name of names) {
    await night.alert(name, {labels: {severity: 'critical', service: 'db'}});
    await night.resolve(name);
  }
  const notes = () => night.journal.facts.flatMap(fact => (fact.type === 'note.added' ? [fact.text] : []));
  return {night, notes};
}

test('before the handoff goes out, one key asks of each alert that ended without a word what it was', async () => {
  const {night, notes} = await ended();
  await night.press('h');
  await night.sees('What ended it: not recorded');
  await night.press('w');
  await night.sees('2 alerts ended without a word');
  await night.press('esc', 'c');
  await night.sees('P1 DiskFull (1 of 2): a line each, or just enter');
  await night.type('a backup');
  await night.press('enter');
  await night.type('deleted it');
  await night.press('enter', 'enter');
  await night.sees('P1 PoolExhausted (2 of 2)');
  await night.press('enter', 'enter', 'enter');
  await night.sees('1 alert told of');
  expect(notes()).toEqual(['Cause: a backup. Fix: deleted it']);
  await night.press('esc', 'h', 'c');
  await night.sees('P1 PoolExhausted: a line each');
});

test('the key that says that an alert is over says what it was of one that has ended by itself', async () => {
  const {night, notes} = await ended([]);
  await night.alert('CertExpired', {labels: {severity: 'critical', service: 'web'}});
  await night.press('enter');
  await night.sees('CertExpired');
  await night.resolve('CertExpired');
  await night.press('R');
  await night.sees('CertExpired web db-1 is over: a line each');
  await night.type('nobody renewed it');
  await night.press('enter', 'enter', 'enter');
  await night.sees('noted on CertExpired');
  expect(notes()).toEqual(['Cause: nobody renewed it']);
});
