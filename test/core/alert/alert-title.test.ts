import {expect, test} from 'vitest';
import {alertTitle} from '../../../src/core/alert/alert-title.js';

test.each<[Record<string, string>, string]>([
  [{service: 'payments', instance: 'db-1:9100'}, 'X payments db-1'],
  [{cluster: 'us', namespace: 'pay', pod: 'api-7'}, 'X us/pay api-7'],
  [{cluster: 'eu', instance: 'db-7', mountpoint: '/var'}, 'X db-7 /var'],
  [{shard: '3', tenant: 'a', color: 'red'}, 'X shard=3 tenant=a'],
  [{env: 'prod'}, 'X'],
])('%j', (labels, title) => {
  expect(alertTitle({source: 'eu', fingerprint: 'f', labels: {alertname: 'X', severity: 'critical', ...labels}})).toBe(
    title,
  );
});

test('a label of four kilobytes does not make a title of as many', () => {
  const labels = {alertname: 'X', instance: 'é'.repeat(4096)};
  expect([...alertTitle({source: 'eu', fingerprint: 'f', labels})].length).toBeLessThan(70);
});
