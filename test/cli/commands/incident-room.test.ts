import {describe, expect, test} from 'vitest';
import {roomAsked} from '../../../src/core/incident/room.js';
import type {NewFact} from '../../../src/core/shift/decision.js';
import {fakeTarget} from '../../support/fake-target.js';
import {aWatch, recorded, story} from '../../support/given.js';
import {bench} from '../fake-context.js';

const settings = {targets: [{...fakeTarget({name: 'chat', kind: 'slack'}), rooms: true as const}]};
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
const watch = aWatch({settings, facts});

describe('wk incident room', () => {
  test('makes a room, waits for it, and prints where it is', async () => {
    const {run, hands} = bench({watch});
    const {stdout, stderr, exitCode} = await run('incident', 'room', '7kqx');
    expect({stdout, exitCode}).toEqual({stdout: 'incident-1970-01-01-checkout-is-down\n', exitCode: 0});
    expect(stderr).toContain('room of INC-1120-7kqx to chat: sent');
    expect(hands()?.commands).toEqual([{type: 'open-room', incident: INCIDENT}]);
  });

  test('fails with the reason, prints nothing for scripts, and may be asked again', async () => {
    const {stdout, stderr, exitCode} = await bench({watch, hands: {refuses: 'missing_scope'}}).run(
      'incident',
      'room',
      '7kqx',
    );
    expect({stdout, exitCode}).toEqual({stdout: '', exitCode: 1});
    expect(stderr).toContain('NOT SENT: missing_scope');
  });

  test('is shown with its incident: where it is, or why there is none', async () => {
    const room = {name: 'war-room', url: 'https://acme.slack.com/archives/C1'};
    const there = recorded([declared, {type: 'incident.room-opened', incident: INCIDENT, ...room}]);
    const shown = (log: typeof facts) =>
      bench({
        context: {readState: async () => aWatch({settings, facts: log}), readLog: async () => ({facts: log})},
      }).run('incident', 'show', '7kqx');
    expect((await shown(there)).stdout).toContain('room: #war-room https://acme.slack.com/archives/C1\n');
    expect((await shown(facts)).stdout).not.toContain('room:');
    const told = story({settings, facts});
    told.when({type: 'open-room', incident: INCIDENT});
    const {delivery} = roomAsked(INCIDENT, told.state()) ?? {delivery: ''};
    told.when({
      type: 'settle-delivery-failed',
      delivery,
      reason: 'missing_scope',
      final: true,
      unknown: false,
      tried: true,
    });
    const failed = await bench({
      context: {readState: async () => told.state(), readLog: async () => ({facts})},
    }).run('incident', 'show', '7kqx');
    expect(failed.stdout).toContain('room: none, missing_scope (wk incident room INC-1120-7kqx)');
  });

  test('hears of a new status from the command that sets it, which says what did not get there', async () => {
    const told = story({settings, facts});
    told.when({type: 'open-room', incident: INCIDENT});
    const {delivery} = roomAsked(INCIDENT, told.state()) ?? {delivery: ''};
    told.when({type: 'settle-delivery', delivery, result: {ref: {channel: 'C1', name: 'checkout'}}});
    const argv = ['incident', 'status', '7kqx', 'identified'];
    const done = await bench({watch: told.state()}).run(...argv);
    expect({code: done.exitCode, talk: done.stderr}).toEqual({
      code: 0,
      talk: expect.not.stringContaining('chat'),
    });
    const failed = await bench({watch: told.state(), hands: {refuses: 'Slack says not_in_channel.'}}).run(...argv);
    expect(failed.exitCode).toBe(0);
    expect(failed.stderr).toContain('room of INC-1120-7kqx: topic to chat: NOT SENT: Slack says not_in_channel.');
  });

  test('records one that was made elsewhere', async () => {
    const {run} = bench({watch});
    const url = 'https://acme.slack.com/archives/C1';
    const {stdout} = await run('incident', 'room', '7kqx', '--made', 'war-room', '--url', url, '-o', 'json');
    expect(JSON.parse(stdout)).toEqual({name: 'war-room', url});
    expect((await run('incident', 'room', '7kqx', '--url', url)).exitCode).toBe(2);
  });

  test('is asked for as it is declared, where the configuration wants one, and the declaration stands without it', async () => {
    const incidents = {...watch.settings.incidents, roomFor: ['P1' as const]};
    const wanting = aWatch({settings: {...settings, incidents}});
    const argv = ['incident', 'declare', '--title', 'checkout is down', '--severity', 'P1'];
    expect((await bench({watch: wanting}).run(...argv)).stderr).toContain('to chat: sent');
    const failing = await bench({watch: wanting, hands: {refuses: 'missing_scope'}}).run(...argv);
    expect(failing.exitCode).toBe(0);
    expect(failing.stdout).toMatch(/^INC-/);
    expect(failing.stderr).toContain('NOT SENT: missing_scope');
  });
});
