import {expect, test} from 'vitest';
import type {Trust} from '../../../src/core/runbook/desk.js';
import {documentOf} from '../../runbooks/reading.js';
import {walking} from '../../support/a-walk.js';
import {fakeDesk} from '../../support/fake-desk.js';

function asking(trusted: Trust) {
  const desk = fakeDesk();
  const {sections} = documentOf(`# Disk filling up\n\n'''sh {"name":"where","cwd":"/srv/web"}\nshow here\n'''\n`);
  desk.document = {...desk.document, sections};
  desk.trusted = trusted;
  return walking({desk});
}

test('the folder that a trusted file asks for is in what is confirmed, and the step has its name', async () => {
  const {night, runs} = await asking({state: 'trusted', since: 0});
  await night.sees('1 where');
  await night.sees('runs in /srv/web, as its author asks');
  await night.press('enter');
  await night.sees('cd -- /srv/web || exit');
  await night.press('enter');
  expect(runs()).toEqual(['cd -- /srv/web || exit\nshow here']);
});

test('the folder that an untrusted file asks for is not taken without a word', async () => {
  const {night, runs} = await asking({state: 'new'});
  await night.sees('asks for the folder /srv/web: not taken before the file is trusted');
  await night.press('enter', 'enter');
  expect(runs()).toEqual(['show here']);
});

test('what is edited is the statement as its author wrote it, and its folder stays', async () => {
  const {night, runs} = await asking({state: 'trusted', since: 0});
  await night.press('e');
  await night.type(' -a');
  await night.press('enter', 'enter');
  expect(runs()).toEqual(['cd -- /srv/web || exit\nshow here -a']);
});
