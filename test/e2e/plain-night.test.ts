import {expect, vi} from 'vitest';
import {lengthy} from '../support/soak.js';
import {openDesk} from './support/desk.js';

// Eight hours of night, which take seconds.
vi.setConfig({testTimeout: 120_000});

lengthy('the plain night of one seed is the same each time, also while the machine is busy with another', async () => {
  const desk = await openDesk('');
  const night = (...argv: readonly string[]) => desk.wk(['demo', '--plain', ...argv]);
  const [first, second] = await Promise.all([night('--seed', '5'), night('--seed', '5')]);
  expect(first).toMatchObject({code: 0, stderr: ''});
  expect(first.stdout.split('\n').length).toBeGreaterThan(300);
  expect(second.stdout).toBe(first.stdout);
  // Somebody sat there all night: nothing of that is unknown to its handoff.
  expect(first.stdout).toContain('## When we could not see');
  expect(first.stdout).not.toContain('cockpit was open');
});
