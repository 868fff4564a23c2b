import {describe, expect, test} from 'vitest';
import {NIGHT} from '../../support/given.js';
import {bench} from '../fake-context.js';

describe('a change', () => {
  test('is recorded with its service, labels and time', async () => {
    const {run, hands} = bench();
    const argv = [
      '--service',
      'checkout',
      '--label',
      'cluster=eu',
      '--label',
      'a=b=c',
      '--at',
      '20m',
      'v412',
      'deployed',
    ];
    expect((await run('change', ...argv)).stderr).toMatch(/^Recorded as of \d\d:\d\d.*, 20m ago\.\n$/);
    expect(hands()?.commands).toEqual([
      {
        type: 'record-change',
        text: 'v412 deployed',
        service: 'checkout',
        labels: {cluster: 'eu', a: 'b=c'},
        on: NIGHT - 1_200_000,
      },
    ]);
    expect(await run('change', '--planned', '2020-01-01 10:00', 'y')).toMatchObject({
      exitCode: 2,
      stderr: expect.stringContaining('is over'),
    });
    expect((await run('change', '--label', 'x', 'y')).exitCode).toBe(2);
  });

  test('of a service that is named with escapes, a bell and line ends is recorded without them', async () => {
    const {run, hands} = bench();
    await run('change', '--service', 'check\u001b[2Jout\u0007\u009b31m\nand more', 'v412');
    expect(hands()?.commands).toMatchObject([{service: 'checkout␇ and more'}]);
  });

  test('at a time of day that is still to come says that yesterday was taken', async () => {
    const {run} = bench();
    const yesterday = 'ecord as of 11-19 04:00Z, 23h ago: x';
    expect((await run('change', '--at', '4:00', '--dry-run', 'x')).stderr).toContain(yesterday);
    expect((await run('change', '--at', '4:00', 'x')).stderr).toBe('Recorded as of 11-19 04:00Z, 23h ago.\n');
    expect((await run('change', '--planned', '4h', 'x')).stderr).toMatch(/^Recorded as planned for .*, in 4h\.\n$/);
  });
});
