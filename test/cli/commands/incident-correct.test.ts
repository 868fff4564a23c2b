import {describe, expect, test} from 'vitest';
import type {Command} from '../../../src/core/shift/command.js';
import {fakeTarget} from '../../support/fake-target.js';
import {anAlert, keyOf, NIGHT, story} from '../../support/given.js';
import {bench} from '../fake-context.js';

const MINUTE = 60_000;
const DISK = anAlert({name: 'DiskFull'});
const QUEUE = anAlert({name: 'QueueFull'});

/** An incident of one of two alerts, and commands that are asked about it. */
function declared(more: (id: string) => readonly Command[] = () => []) {
  const told = story({alerts: [DISK, QUEUE], settings: {targets: [fakeTarget({name: 'chat'})]}});
  told.when({type: 'reconcile', source: 'eu'}, NIGHT - 30 * MINUTE);
  told.when(
    {type: 'declare-incident', title: 'the disk is full', severity: 'P1', alerts: [keyOf(DISK)]},
    NIGHT - 20 * MINUTE,
  );
  const [id = ''] = told.state().shift.incidents.keys();
  for (const command of more(id)) told.when(command, NIGHT - 10 * MINUTE);
  for (const delivery of told.state().shift.deliveries.keys())
    told.when({type: 'settle-delivery', delivery, result: {}}, NIGHT - 10 * MINUTE);
  const watch = told.state();
  const {run, hands} = bench({watch, context: {readLog: async () => ({facts: watch.log})}});
  const wk = (...words: readonly string[]) => run('incident', ...words);
  return {wk, hands, id, end: id.slice(-4), watch};
}

describe('wk incident entry', () => {
  test('lists what stands in the timeline by number, and corrects, hides and pins one by it', async () => {
    const {wk, end, hands, watch, id} = declared();
    const fact = watch.log.find(({type}) => type === 'incident.declared');
    const entry = {origin: fact?.origin ?? '', seq: fact?.seq ?? 0};
    const list = await wk('entry', end);
    expect(list.stdout).toMatch(new RegExp(`^${entry.seq} .*ana declared INC-`, 'm'));
    const {exitCode} = await wk('entry', end, String(entry.seq), '--text', 'lee declared it', '--at', '25m', '--pin');
    expect(exitCode).toBe(0);
    expect(hands()?.commands).toEqual([
      {type: 'correct-entry', incident: id, entry, text: 'lee declared it', on: NIGHT - 25 * MINUTE},
      {type: 'pin-entry', incident: id, entry, pinned: true},
    ]);
    await wk('entry', end, String(entry.seq), '--hide');
    expect(hands()?.commands).toMatchObject([{type: 'correct-entry', hidden: true}]);
  });

  test('shows a hidden entry, so that it can be shown again', async () => {
    const {wk, end, id, watch} = declared();
    const {origin, seq} = watch.log.find(({type}) => type === 'incident.declared') ?? {origin: '', seq: 0};
    const hidden = declared(() => [{type: 'correct-entry', incident: id, entry: {origin, seq}, hidden: true}]);
    expect((await hidden.wk('show', end)).stdout).not.toContain('ana declared');
    expect((await hidden.wk('entry', end)).stdout).toMatch(/hidden .*ana declared/);
    expect((await wk('entry', end, '9999', '--hide')).exitCode).toBe(5);
    expect((await wk('entry', end, String(seq))).exitCode).toBe(2);
  });
});

describe('what belongs to an incident', () => {
  test('is linked by matchers, and taken off again', async () => {
    const {wk, end, hands, id} = declared();
    await wk('alert', end, 'QueueFull');
    expect(hands()?.commands).toEqual([{type: 'link-alerts', incident: id, alerts: [keyOf(QUEUE)]}]);
    await wk('alert', end, 'DiskFull', '--remove');
    expect(hands()?.commands).toEqual([{type: 'unlink-alert', incident: id, alert: keyOf(DISK)}]);
    expect((await wk('alert', end, 'QueueFull', '--remove')).exitCode).toBe(5);
  });

  test('is an address with its title', async () => {
    const {wk, end, hands, id} = declared();
    await wk('link', end, 'https://grafana.example/d/pay', 'payments', 'dashboard');
    const link = {title: 'payments dashboard', url: 'https://grafana.example/d/pay'};
    expect(hands()?.commands).toEqual([{type: 'add-link', incident: id, ...link}]);
    expect((await wk('link', end, 'grafana')).exitCode).toBe(2);
  });

  test('is when it began', async () => {
    const {wk, end, hands, id} = declared();
    await wk('time', end, 'began', '45m');
    expect(hands()?.commands).toEqual([
      {type: 'correct-incident-time', incident: id, phase: 'began', on: NIGHT - 45 * MINUTE},
    ]);
  });
});

describe('wk incident show', () => {
  const update = (incident: string) => [
    {type: 'post-update', incident, audience: 'room', draft: 'update', title: 'down', text: '', to: ['chat']} as const,
  ];

  test('names a delivery by what it sends and where, not by its id', async () => {
    const {wk, end, watch} = declared(update);
    const [delivery = ''] = watch.shift.deliveries.keys();
    expect((await wk('show', end)).stdout).toContain('sent: down to chat');
    expect((await wk('show', end)).stdout).not.toContain(delivery);
  });

  test('says what has to be told next, and which experts are missing', async () => {
    const {stdout} = await declared(update).wk('show', declared(update).end);
    expect(stdout).toContain('tell stakeholders in 10m\n');
    expect(stdout).toContain('tell room in 20m\n');
    expect(stdout).toContain('subject matter expert: nobody yet (recommended)\n');
  });

  test('says how long it is watched for coming back', async () => {
    const over = declared(incident => [{type: 'resolve-incident', incident}]);
    expect((await over.wk('show', over.end)).stdout).toContain('watched for coming back: 50m more\n');
  });
});
