import {describe, expect, test} from 'vitest';
import {DRAFT_TEMPLATES} from '../../../src/core/incident/draft-templates.js';
import type {NewFact} from '../../../src/core/shift/decision.js';
import {createMessages} from '../../../src/messages/create-messages.js';
import {fakeTarget} from '../../support/fake-target.js';
import {aWatch, recorded} from '../../support/given.js';
import {bench} from '../fake-context.js';

const INCIDENT = 'INC-1120-7kqx';
const declared: NewFact = {
  type: 'incident.declared',
  incident: INCIDENT,
  title: 'checkout is down',
  severity: 'P1',
  detected: 'user',
  alerts: [],
  startedAt: 0,
};
const facts = recorded([declared]);
const settings = {targets: [fakeTarget({name: 'chat', kind: 'slack'})]};

function updates(left: string, refuses?: string) {
  const seen: string[] = [];
  const {run, hands} = bench({
    watch: aWatch({settings, facts}),
    ...(refuses === undefined ? {} : {hands: {refuses}}),
    context: {
      readLog: async () => ({facts}),
      messages: async () => createMessages(DRAFT_TEMPLATES),
      editText: async (_config, text) => {
        seen.push(text);
        return left;
      },
    },
  });
  return {update: (...words: readonly string[]) => run('incident', 'update', '7kqx', ...words), hands, seen};
}

describe('wk incident update', () => {
  test('opens the draft in the editor, and sends what it was left as', async () => {
    const {update, hands, seen} = updates('Checkout is down\n\nWe are on it.\n');
    const {exitCode} = await update('--edit', '--to', 'chat');
    expect(exitCode).toBe(0);
    expect(seen[0]).toMatch(/^\[P1\] checkout is down: detected\n\nIncident: INC-1120-7kqx/);
    expect(hands()?.commands).toMatchObject([
      {type: 'post-update', title: 'Checkout is down', text: 'We are on it.', to: ['chat']},
    ]);
  });

  test('sends and records nothing where the editor was left empty', async () => {
    const {update} = updates('');
    const {exitCode, stderr} = await update('--edit', '--to', 'chat');
    expect(exitCode).not.toBe(0);
    expect(stderr).toContain('An empty update says nothing');
  });

  test('says that nobody has heard where it got to none of its targets, and not that it was told', async () => {
    const {update} = updates('', 'invalid_auth');
    const {exitCode, stderr} = await update('--to', 'chat');
    expect(exitCode).toBe(1);
    expect(stderr).toContain('NOT SENT: the room has not heard. It stays due.');
    expect(stderr).not.toContain('Recorded as told');
  });
});
