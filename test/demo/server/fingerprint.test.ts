import {expect, test} from 'vitest';
import {fingerprint} from '../../../src/demo/server/fingerprint.js';

test('is the hash Alertmanager gives, as recorded from a real one', () => {
  const highErrorRate = {alertname: 'HighErrorRate', severity: 'critical', cluster: 'c1', service: 'checkout'};
  expect(fingerprint({...highErrorRate, instance: 'i1'})).toBe('9200a9e1f80d6128');
  expect(fingerprint({...highErrorRate, instance: 'i2'})).toBe('1e7f7a48c4fbb869');
  expect(fingerprint({alertname: 'Valid'})).toBe('a706c0cfccb09024');
});

test('does not depend on the order of labels, and hashes the bytes of UTF-8', () => {
  expect(fingerprint({a: '1', b: '2'})).toBe(fingerprint({b: '2', a: '1'}));
  expect(fingerprint({alertname: 'Hostile\u001b[31m', cluster: 'c1'})).toBe('b5d6c594ff45aa1f');
  expect(fingerprint({})).toBe('cbf29ce484222325');
});
