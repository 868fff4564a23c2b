import {describe, expect, test} from 'vitest';
import type {Contact} from '../../../src/core/escalation/contact.js';
import {matchCalled} from '../../../src/core/escalation/match-called.js';

const lee: Contact = {contact: 'lee', name: 'Lee', field: 'databases', targets: ['pager'], ids: {}};
const mo: Contact = {contact: 'mo', name: 'Mo', field: 'network', targets: ['room'], ids: {}};
const kim: Contact = {contact: 'kim', name: 'Kim', targets: [], ids: {}};
const among = {
  levels: [
    {level: 1, name: 'primary', who: ['ana']},
    {level: 2, name: 'secondary', who: ['Lee']},
    {level: 3, name: 'team lead', who: ['somebody']},
  ],
  contacts: [lee, mo, kim],
  targets: ['pager', 'room', 'security'],
};

describe('whom a runbook means', () => {
  test.each([
    ['secondary on-call', {level: 'secondary'}],
    ['the team lead', {level: 'team lead'}],
    ['the database team', {level: 'secondary'}],
    ['@lee', {level: 'secondary'}],
    ['network engineer', {target: 'room'}],
    ['#security', {target: 'security'}],
  ])('by %s is found where its name or field says so', (to, called) => {
    expect(matchCalled(to, among)).toEqual(called);
  });

  test.each(['the on-call', 'storage team', 'Kim', ''])('by %s is left to the operator', to => {
    expect(matchCalled(to, among)).toBeUndefined();
  });

  test('is left to the operator where two would fit', () => {
    const contacts = [lee, {...mo, field: 'databases'}];
    expect(matchCalled('the database team', {...among, contacts})).toBeUndefined();
  });
});
