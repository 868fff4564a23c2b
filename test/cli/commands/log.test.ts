import {describe, expect, test} from 'vitest';
import {run} from '../../../src/cli/run.js';
import type {NewFact} from '../../../src/core/shift/decision.js';
import type {Fact} from '../../../src/core/shift/fact.js';
import {aWatch, NIGHT, recorded} from '../../support/given.js';
import {bench} from '../fake-context.js';

const DISK = {source: 'eu', fingerprint: 'f1', startsAt: NIGHT};
const BODIES: readonly NewFact[] = [
  {type: 'shift.started', shift: 's', operator: 'ana'},
  {type: 'alert.fired', ...DISK, labels: {alertname: 'DiskFull'}, severity: 'P1', state: 'active', on: NIGHT},
  {
    type: 'alert.fired',
    ...DISK,
    fingerprint: 'f2',
    labels: {alertname: 'Lag'},
    severity: 'P3',
    state: 'active',
    on: NIGHT,
  },
  {
    type: 'ack.requested',
    ack: 'wk-1',
    source: 'eu',
    title: 'DiskFull',
    alerts: [{fingerprint: 'f1', startsAt: NIGHT}],
    matchers: [],
    duration: 900_000,
    comment: 'ACK!',
    extend: true,
  },
  {
    type: 'ack.placed',
    ack: 'wk-1',
    silence: 'abcdef0123',
    startsAt: NIGHT,
    endsAt: NIGHT + 900_000,
    member: 'am-1:9093',
  },
  {type: 'note.added', note: 'n', text: 'rebuilt \u001b[2Jreplica'},
];
const facts: readonly Fact[] = recorded(BODIES).map((fact, index) => ({
  ...fact,
  at: new Date(NIGHT - 3_600_000 * (5 - index)).toISOString(),
}));
const log = (...argv: readonly string[]) => bench({context: {readLog: async () => ({facts})}}).run('log', ...argv);

describe('wk log', () => {
  test('of a holder that is stopped shows what is durable, and says that it is not the newest', async () => {
    const findHolder = async () => ({pid: 42, host: 'bastion', stopped: true as const});
    const context = {readLog: async () => ({facts}), findHolder};
    const {stdout, stderr, exitCode} = await bench({context}).run('log');
    expect(stdout).toContain('P1 DiskFull fired in eu');
    expect(stderr).toContain('watchkeeper with pid 42 holds the journal and is stopped');
    expect(stderr).toContain('`fg`');
    expect(exitCode).toBe(6);
  });

  test('tells what happened, day by day, with names instead of ids', async () => {
    expect(await log()).toEqual({
      stdout: [
        '2026-11-19',
        '  22:00:00  ana took the watch',
        '  23:00:00  P1 DiskFull fired in eu',
        '2026-11-20',
        '  00:00:00  P3 Lag fired in eu',
        '  01:00:00  ana acks DiskFull in eu for 15m, kept while it fires',
        '  02:00:00  ack of DiskFull is silence abcdef01 at am-1:9093 until 03:15',
        '  03:00:00  ana: rebuilt replica',
        '',
      ].join('\n'),
      stderr: '',
      exitCode: 0,
    });
  });

  test('a label of four kilobytes is told by its beginning, and whole in -o json', async () => {
    const long = 'x'.repeat(4096);
    const [fired] = recorded([
      {
        type: 'alert.fired',
        source: 'eu',
        fingerprint: '0000000000000009',
        startsAt: NIGHT,
        labels: {alertname: 'Long', severity: 'critical', instance: long},
        severity: 'P1',
        state: 'active',
        summary: `${long} ${'and more '.repeat(200)}`,
        on: NIGHT,
      },
    ]);
    const facts = fired === undefined ? [] : [fired];
    const ran = (...argv: readonly string[]) => bench({context: {readLog: async () => ({facts})}}).run('log', ...argv);
    const line = (await ran()).stdout.split('\n')[1] ?? '';
    expect(line).toMatch(/P1 Long x{57}\.\.\. fired in eu: x{77}\.\.\. and more/);
    expect(line.length).toBeLessThan(530);
    expect((await ran('-o', 'json')).stdout).toContain(long);
    expect((await ran('-o', 'wide')).stdout).toContain(long);
  });

  test('filters by time, type, alert and count', async () => {
    const types = async (...argv: readonly string[]) =>
      JSON.parse((await log('-o', 'json', ...argv)).stdout).map(({type}: Fact) => type);
    expect(await types('--since', '90m')).toEqual(['ack.placed', 'note.added']);
    expect(await types('--since', '23:00')).toEqual(facts.slice(1).map(({type}) => type));
    expect(await types('--type', 'ack')).toEqual(['ack.requested', 'ack.placed']);
    expect(await types('--type', 'ack.placed', '--type', 'note')).toEqual(['ack.placed', 'note.added']);
    expect(await types('--alert', 'DiskFull')).toEqual(['alert.fired', 'ack.requested', 'ack.placed']);
    expect(await types('-n', '1')).toEqual(['note.added']);
  });

  test('json is an array of the facts as they were recorded', async () => {
    expect(JSON.parse((await log('-o', 'json')).stdout)).toEqual(facts);
    expect((await bench({context: {readLog: async () => ({facts: []})}}).run('log', '-o', 'json')).stdout).toBe('[]\n');
  });

  test('json has tag characters and other invisible ones as escapes, also above U+FFFF', async () => {
    const told = recorded([{type: 'note.added', note: 'n', text: 'all\u{e0041}\u{1d173}\u202e is well 😀'}]);
    const {stdout} = await bench({context: {readLog: async () => ({facts: told})}}).run('log', '-o', 'json');
    expect(stdout).toContain('all\\udb40\\udc41\\ud834\\udd73\\u202e is well 😀');
    expect(JSON.parse(stdout)).toEqual(told);
  });

  test('damage is told beside what could be read', async () => {
    const {run} = bench({context: {readLog: async () => ({facts, damage: 'The last line was cut off.'})}});
    expect(await run('log', '-n', '1')).toMatchObject({
      stdout: expect.stringContaining('ana: rebuilt'),
      stderr: 'wk: The last line was cut off.\n',
      exitCode: 1,
    });
  });

  test('an alert that never fired, and a count that is none, are told', async () => {
    expect((await log('--alert', 'Nope')).exitCode).toBe(5);
    expect((await log('-n', 'few')).exitCode).toBe(2);
  });

  test('a type that no fact has is told with those near to it, unless a newer version has recorded it', async () => {
    expect(await log('--type', 'nope')).toMatchObject({stdout: '', exitCode: 2});
    expect((await log('--type', 'note.aded')).stderr).toContain('note.added');
    expect((await log('--type', 'ack.nope')).stderr).toContain('ack.requested');
    expect((await log('--follow', '--type', 'nope')).exitCode).toBe(2);
    expect((await log('--type', 'alert')).exitCode).toBe(0);
    const [first] = facts as readonly [Fact];
    const {run} = bench({context: {readLog: async () => ({facts: [{...first, type: 'later.invented'}]})}});
    expect(await run('log', '--type', 'later')).toMatchObject({
      stdout: expect.stringContaining('later.invented'),
      exitCode: 0,
    });
  });

  test('a note and a name with line ends stay one line', async () => {
    const [forged] = recorded([{type: 'note.added', note: 'n', text: 'calm\n  23:59:00  lee: all fine'}]);
    const by = 'ana\n2026-11-21\r\nlee';
    const {run} = bench({context: {readLog: async () => ({facts: [{...forged, by} as Fact]})}});
    for (const format of ['table', 'wide', 'simple']) {
      const {stdout} = await run('log', '-o', format);
      expect(stdout.trimEnd().split('\n')).toHaveLength(2);
      expect(stdout).toContain('calm\u240a  23:59:00  lee: all fine');
      expect(stdout).toContain('ana\u240a2026-11-21');
    }
  });

  test('a fact without what its type always has is shown as one that cannot be read', async () => {
    const [note, fired] = recorded([
      {type: 'note.added', note: 'n', text: 'x'},
      {type: 'alert.fired', ...DISK, labels: {}, severity: 'P1', state: 'active', on: NIGHT},
    ]);
    const broken = [
      {...note, text: undefined},
      {...fired, labels: undefined},
    ] as unknown as readonly Fact[];
    const {run} = bench({context: {readLog: async () => ({facts: broken})}});
    const {stdout, exitCode} = await run('log', '-o', 'simple');
    expect(exitCode).toBe(0);
    expect(stdout).toContain('ana: note.added (in a shape that this version cannot read)');
    expect(stdout).toContain('alert.fired (in a shape that this version cannot read)');
    expect(stdout).not.toContain('undefined');
  });
});

describe('wk log --follow', () => {
  async function* parts() {
    yield {facts: facts.slice(0, 4)};
    yield {facts: facts.slice(4, 5), damage: 'Note: it is silent.'};
    yield {facts: facts.slice(5)};
  }
  const follow = (...argv: readonly string[]) => bench({context: {followLog: parts}}).run('log', '-f', ...argv);

  test('tells what is there and then what comes, as if it had been read at once', async () => {
    const {stdout} = await log();
    expect(await follow()).toEqual({stdout, stderr: 'Note: it is silent.\n', exitCode: 0});
  });

  test('json is one fact a line', async () => {
    const {stdout} = await follow('-o', 'json');
    expect(
      stdout
        .trimEnd()
        .split('\n')
        .map(line => JSON.parse(line)),
    ).toEqual(facts);
  });

  test('filters, and counts only what is there already', async () => {
    const types = async (...argv: readonly string[]) => {
      const {stdout, exitCode} = await follow('-o', 'json', ...argv);
      expect(exitCode).toBe(0);
      return stdout.split('\n').flatMap(line => (line === '' ? [] : [JSON.parse(line).type]));
    };
    expect(await types('--type', 'ack')).toEqual(['ack.requested', 'ack.placed']);
    expect(await types('--alert', 'DiskFull')).toEqual(['alert.fired', 'ack.requested', 'ack.placed']);
    expect(await types('--since', '90m')).toEqual(['ack.placed', 'note.added']);
    expect(await types('-n', '1')).toEqual(['ack.requested', 'ack.placed', 'note.added']);
    expect(await types('-n', '0')).toEqual(['ack.placed', 'note.added']);
    expect(await types('--alert', 'NotYet')).toEqual([]);
  });

  test('ends with the code of ctrl-c, and without a word, when it is told to stop', async () => {
    const stop = new AbortController();
    async function* untilStopped() {
      yield {facts: facts.slice(0, 1)};
      stop.abort();
    }
    const {run} = bench({context: {followLog: untilStopped, signal: stop.signal}});
    expect(await run('log', '--follow', '-o', 'json')).toMatchObject({stderr: '', exitCode: 130});
  });

  test('stops when its reader has gone', async () => {
    const made = bench({context: {followLog: parts}});
    let closed = false;
    let written = '';
    const stdout = {
      isTTY: false,
      columns: undefined,
      get closed() {
        return closed;
      },
      write: (text: string) => {
        written += text;
        closed = true;
      },
    };
    const context = {...made.context, stdout, signal: new AbortController().signal};
    expect(await run(['log', '-f', '-o', 'json'], context)).toBe(0);
    expect(written.split('\n').length).toBe(5);
  });
});

describe('wk note and wk change', () => {
  test('a note is written', async () => {
    const {run, hands} = bench();
    expect(await run('note', 'replica', '2', 'rebuilt')).toEqual({stdout: '', stderr: 'Noted.\n', exitCode: 0});
    expect(hands()?.commands).toEqual([{type: 'note', text: 'replica 2 rebuilt'}]);
  });

  test('a note belongs to one alert, known from the log too', async () => {
    const {run, hands} = bench({watch: aWatch({facts})});
    expect((await run('note', '--alert', 'DiskFull', 'log partition')).exitCode).toBe(0);
    expect(hands()?.commands).toEqual([{type: 'note', text: 'log partition', alert: 'eu/f1'}]);
    expect((await run('note', '--alert', 'alertname=~".+"', 'x')).stderr).toBe(
      'wk: 2 alerts fit, and a note belongs to one.\n    Name it more closely, or leave --alert out. The first two: alertname=DiskFull; alertname=Lag\n',
    );
    expect((await run('note', '--alert', 'Nope', 'x')).exitCode).toBe(5);
  });

  test('an empty note is refused with what to do', async () => {
    expect(await bench().run('note', ' ')).toMatchObject({
      stderr: 'wk: An empty note says nothing.\n    Type the note as its argument.\n',
      exitCode: 2,
    });
  });
});
