import {describe, expect, test} from 'vitest';
import {type ToldGroup, withoutEnded, withToldGroups} from '../../../src/core/feed/told-groups.js';

const group = (over: Partial<ToldGroup> = {}): ToldGroup => ({
  source: 'eu',
  fingerprint: 'a',
  receiver: 'on-call',
  thread: 'one',
  ...over,
});

describe('groups that were told', () => {
  test('are kept by alert, each once, and a repeat changes nothing', () => {
    const known = withToldGroups(new Map(), [group(), group(), group({fingerprint: 'b'}), group({receiver: 'log'})]);
    expect([...known].map(([key, groups]) => [key, groups.map(({receiver}) => receiver)])).toEqual([
      ['eu/a', ['on-call', 'log']],
      ['eu/b', ['on-call']],
    ]);
    expect(withToldGroups(known, [group()])).toBe(known);
  });

  test('of one alert are the newest few', () => {
    const many = Array.from({length: 20}, (_, index) => group({thread: `thread ${index}`}));
    const threads =
      withToldGroups(new Map(), many)
        .get('eu/a')
        ?.map(({thread}) => thread) ?? [];
    expect(threads.length).toBeLessThan(20);
    expect(threads.at(-1)).toBe('thread 19');
  });

  test('go with their alerts', () => {
    const known = withToldGroups(new Map(), [group(), group({fingerprint: 'b'})]);
    expect([...withoutEnded(known, ['eu/a', 'eu/c']).keys()]).toEqual(['eu/b']);
    expect(withoutEnded(known, ['eu/c'])).toBe(known);
  });
});
