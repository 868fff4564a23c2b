import {describe, expect, test} from 'vitest';
import {fakeTarget} from '../../support/fake-target.js';
import {anAlert, aWatch, keyOf, NIGHT, recorded} from '../../support/given.js';
import {bench} from '../fake-context.js';

const disk = anAlert({name: 'DiskFull'});
const pool = anAlert({name: 'PoolFull'});
const facts = recorded(
  [disk, pool].map(({source, fingerprint, startsAt, labels}) => ({
    type: 'alert.fired' as const,
    ...{source, fingerprint, startsAt, labels, severity: 'P1' as const, state: 'active' as const, on: NIGHT},
  })),
);
const jira = fakeTarget({name: 'jira', kind: 'jira'});
const watch = aWatch({alerts: [disk, pool], facts, settings: {targets: [fakeTarget(), jira]}});
const context = {readLog: async () => ({facts})};

describe('wk tune', () => {
  test('makes a ticket at the only target that keeps any, with how the alert behaved', async () => {
    const {run, hands} = bench({watch, context});
    const {stderr, exitCode} = await run('tune', 'DiskFull', '--message', '80 % is normal at night');
    expect({stderr, exitCode}).toEqual({stderr: expect.stringContaining('to jira: sent'), exitCode: 0});
    expect(hands()?.commands).toMatchObject([
      {
        type: 'open-ticket',
        ticket: 'tune-alert',
        target: 'jira',
        alert: keyOf(disk),
        title: expect.stringContaining('tune DiskFull'),
        text: expect.stringContaining('80 % is normal at night'),
        fields: expect.arrayContaining([{name: 'fired', value: 'once'}]),
      },
    ]);
  });

  test('wants one alert, and one that fires', async () => {
    const two = await bench({watch, context}).run('tune', 'severity=critical');
    expect(two).toMatchObject({exitCode: 2, stderr: expect.stringContaining('DiskFull in eu; PoolFull in eu')});
    expect((await bench({watch, context}).run('tune', 'Gone')).exitCode).toBe(5);
  });

  test('asks where, where several targets keep tickets or none does', async () => {
    const several = aWatch({
      alerts: [disk],
      facts,
      settings: {targets: [jira, fakeTarget({name: 'hook', kind: 'webhook'})]},
    });
    const which = await bench({watch: several, context}).run('tune', 'DiskFull');
    expect(which).toMatchObject({exitCode: 2, stderr: expect.stringContaining('--to: jira, hook')});
    const none = aWatch({alerts: [disk], facts, settings: {targets: [fakeTarget()]}});
    const where = await bench({watch: none, context}).run('tune', 'DiskFull');
    expect(where).toMatchObject({exitCode: 2, stderr: expect.stringContaining('no tracker is configured')});
  });

  test('says what it would do, and does nothing, in a dry run', async () => {
    const {run, hands} = bench({watch, context});
    expect((await run('tune', 'DiskFull', '--dry-run')).stderr).toContain('Would make a ticket at jira');
    expect(hands()?.commands).toEqual([]);
  });
});
