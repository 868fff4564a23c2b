import * as v from 'valibot';
import {describe, expect, test} from 'vitest';
import {lookups, sources} from '../../src/sources/index.js';

describe('the kinds of sources', () => {
  test('need no more than a name and a URL', () => {
    const options = v.parse(sources.alertmanager.options, {name: 'eu', urls: ['am-1:9093', 'https://am-2/prefix']});
    expect(options).toMatchObject({poll: 5_000, timeout: 10_000});
    expect(v.parse(lookups.prometheus.options, {url: 'http://prom:9090'})).toMatchObject({
      points: 60,
      range: 3_600_000,
    });
  });

  test('say what an option should be', () => {
    const issues = (input: unknown) =>
      v.safeParse(sources.alertmanager.options, input).issues?.map(issue => issue.message);
    expect(issues({name: 'eu', urls: []})).toEqual(['needs at least one URL']);
    expect(issues({name: 'eu', urls: ['http://']})).toEqual(['must be a URL like http://alertmanager.example:9093']);
    expect(issues({name: 'eu', urls: ['am'], proxy: ''})?.[0]).toContain('empty');
    expect(issues({name: 'eu', urls: ['am'], pol: 5})).toHaveLength(1);
  });
});
