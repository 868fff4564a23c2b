import {describe, expect, test} from 'vitest';
import type {CommandContext} from '../../../src/cli/context.js';
import type {ReplayRequest} from '../../../src/cli/play-request.js';
import type {RecordedWatch} from '../../../src/core/replay/recorded-watch.js';
import {factsAt, WATCH_FACTS} from '../../support/a-recorded-watch.js';
import {NIGHT} from '../../support/given.js';
import {bench} from '../fake-context.js';

const MINUTE = 60_000;
const readLog = async () => ({facts: WATCH_FACTS});
const plain = (...argv: readonly string[]) => bench({context: {readLog}}).run('replay', ...argv);

function onTerminal(context: Partial<CommandContext> = {}) {
  const played: {readonly watch: RecordedWatch; readonly request: ReplayRequest}[] = [];
  const playReplay: CommandContext['playReplay'] = async (_config, watch, request) => {
    played.push({watch, request});
    return 0;
  };
  return {played, ...bench({isTTY: true, context: {readLog, playReplay, ...context}})};
}

describe('wk replay', () => {
  test('without a terminal prints the watch as wk log would, and nothing from before or after it', async () => {
    const {stdout, exitCode} = await plain('shift-one');
    expect(stdout.split('\n')).toEqual([
      '2026-11-20',
      '  03:00:00  lee took the watch',
      '  03:01:00  P1 DiskFull fired in eu',
      '  03:05:00  ana acks DiskFull in eu for 15m, kept while it fires',
      '  03:05:00  ack of DiskFull is silence 11111111 at am-1:9093 until 03:20',
      '  03:10:00  silence 99999999 by mo holds alertname="Lag" in eu until 03:40',
      '  03:20:00  ana: the disk is cleaned up',
      '  03:25:00  DiskFull resolved',
      '  03:40:00  eu stopped answering: connection refused',
      '  04:00:00  ana ended the watch',
      '',
    ]);
    expect(exitCode).toBe(0);
  });

  test('prints the facts as JSON where that is asked for, from a moment on', async () => {
    const {stdout} = await plain('-o', 'json', '--at', '03:25');
    const facts = JSON.parse(stdout) as readonly {readonly type: string}[];
    expect(facts.map(({type}) => type)).toEqual(['alert.resolved', 'source.lost', 'shift.ended']);
  });

  test('on a terminal plays it in the cockpit, found by the end of its id, from a moment and at a speed', async () => {
    const {run, played} = onTerminal();
    expect((await run('replay', 'one', '--speed', '600', '--at', '+12m')).exitCode).toBe(0);
    expect(played).toMatchObject([{watch: {operator: 'lee'}, request: {speed: 600, at: NIGHT + 12 * MINUTE}}]);
  });

  test('means the watch that runs where none is named', async () => {
    const begun = factsAt([80, {type: 'shift.started', shift: 'shift-two', operator: 'mo'}]);
    const running = begun.map(fact => ({...fact, seq: WATCH_FACTS.length + 1}));
    const {run, played} = onTerminal({readLog: async () => ({facts: [...WATCH_FACTS, ...running]})});
    await run('replay');
    expect(played).toMatchObject([{watch: {operator: 'mo'}}]);
  });

  test('says which watches there are to choose from when there is no such one, and when there is none at all', async () => {
    const unknown = await plain('nope');
    expect(unknown).toMatchObject({exitCode: 5, stderr: expect.stringContaining('wk shift list')});
    const none = await bench({context: {readLog: async () => ({facts: []})}}).run('replay');
    expect(none).toMatchObject({exitCode: 5, stderr: expect.stringContaining('There is no watch in the log')});
  });

  test.each([
    ['--speed', '0'],
    ['--speed', '5000'],
    ['--at', 'noon'],
  ])('refuses %s %s', async (flag, value) => {
    expect((await plain(flag, value)).exitCode).toBe(2);
  });
});
