import {expect, test} from 'vitest';
import {fingerprint} from '../../../src/core/alert/fingerprint.js';

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

test('sorts names by the bytes of UTF-8, as Go does, and not by the units of UTF-16', () => {
  // U+FF41 comes before U+1F600 in bytes; in units the first half of the pair (U+D83D) would come before U+FF41.
  const hash = plainHash(['\uff41', 'x', '\u{1f600}', 'y']);
  expect(fingerprint({'\u{1f600}': 'y', '\uff41': 'x'})).toBe(hash);
});

/** FNV-1a, 64 bit, the plain way. */
function plainHash(texts: readonly string[]): string {
  let hash = 0xcbf29ce484222325n;
  for (const text of texts)
    for (const byte of [...Buffer.from(text), 0xff]) hash = BigInt.asUintN(64, (hash ^ BigInt(byte)) * 0x100000001b3n);
  return hash.toString(16).padStart(16, '0');
}
