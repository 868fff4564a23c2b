import {writeFileSync} from 'node:fs';
import path from 'node:path';
import {expect, test} from 'vitest';
import {readDrill} from '../../src/config/drill-file.js';
import {tempDir} from '../support/real.js';
import {ROOT} from '../support/source-files.js';

const MINUTE = 60_000;

async function read(text: string) {
  const file = path.join(tempDir(), 'drill.yaml');
  writeFileSync(file, text);
  return readDrill(file);
}

const saidOf = (text: string) =>
  read(text).then(
    () => 'it was taken',
    (error: unknown) => (error instanceof Error ? error.message : String(error)),
  );

test('a drill has its times in ms, its site in the labels, and the targets of all where an alert has none', async () => {
  const drill = await read(`
title: pool
length: 30m
targets: {ack: 5m, find: 10m}
alerts:
  - name: full
    site: us
    at: 2m
    labels: {alertname: PoolFull}
    mitigation: {statement: rollout restart, ends_after: 90s}
    targets: {ack: 1m}
`);
  expect(drill).toMatchObject({title: 'pool', length: 30 * MINUTE});
  expect(drill.alerts).toMatchObject([
    {
      at: 2 * MINUTE,
      labels: {alertname: 'PoolFull', cluster: 'us'},
      mitigation: {by: {kind: 'statement', text: 'rollout restart'}, endsAfter: 90_000},
      targets: {ack: MINUTE, find: 10 * MINUTE},
    },
  ]);
});

test.each([
  ['a text that is no YAML', 'title: "x\nlength: 5m\n', 'drill.yaml:'],
  [
    'a key that is not known',
    'title: x\nlength: 5m\nalerts:\n  - {name: a, att: 1m, at: 1m, labels: {alertname: A}}\n',
    'drill.yaml:4: alerts[0].att: unknown key; did you mean `at`?',
  ],
  [
    'an alert without a name',
    'title: x\nlength: 5m\nalerts:\n  - name: a\n    at: 1m\n    labels: {job: a}\n',
    'drill.yaml:6: alerts[0].labels: alertname is missing',
  ],
  [
    'two ways to mitigate',
    'title: x\nlength: 5m\nalerts:\n  - name: a\n    at: 1m\n    labels: {alertname: A}\n    mitigation: {change: a, manual: true}\n',
    'drill.yaml:7: alerts[0].mitigation: write one of statement, change and manual',
  ],
  [
    'an alert after its end',
    'title: x\nlength: 5m\nalerts:\n  - name: a\n    at: 6m\n    labels: {alertname: A}\n',
    'drill.yaml:5: alerts[0].at: the drill is over by then',
  ],
  [
    'one that ends before it fires',
    'title: x\nlength: 5m\nalerts:\n  - name: a\n    at: 2m\n    resolves: 1m\n    labels: {alertname: A}\n',
    'drill.yaml:6: alerts[0].resolves: it would resolve before it fires',
  ],
  [
    'two that cannot be told apart',
    'title: x\nlength: 5m\nalerts:\n  - {name: a, at: 1m, labels: {alertname: A}}\n  - {name: b, at: 2m, labels: {alertname: A}}\n',
    'drill.yaml:5: alerts[1].labels: an alert with these labels fires at the same time',
  ],
])('%s is refused with its line and a sentence', async (_what, text, said) => {
  expect(await saidOf(text)).toMatch(said);
});

test('a file that is not there is said so', async () => {
  await expect(readDrill('/nowhere/drill.yaml')).rejects.toThrow(
    'The drill /nowhere/drill.yaml cannot be read (ENOENT).',
  );
});

test('the drill that comes with the program can be played', async () => {
  const drill = await readDrill(path.join(ROOT, 'runbooks/drills/connection-pool.yaml'));
  expect(drill.alerts.length).toBeGreaterThan(3);
  expect(drill.alerts.filter(({mitigation}) => mitigation !== undefined).length).toBeGreaterThan(1);
});
