import {createHash} from 'node:crypto';
import fc from 'fast-check';
import {expect, test} from 'vitest';
import {sha256Hex} from '../../../src/core/escalation/sha256.js';

test('is the SHA-256 that everybody else makes', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string({maxLength: 200}), fc.string({unit: 'binary', maxLength: 80})), text => {
      expect(sha256Hex(text)).toBe(createHash('sha256').update(text, 'utf8').digest('hex'));
    }),
  );
  expect(sha256Hex('{}:{alertname="A"}')).toBe(createHash('sha256').update('{}:{alertname="A"}').digest('hex'));
});
