import fc from 'fast-check';
import {expect, test} from 'vitest';
import {crc32, tableCrc32} from '../../../src/lib/node/crc32.js';

test('is the checksum of zip and png', () => {
  expect(crc32(Buffer.from('123456789'))).toBe(0xcbf43926);
  expect(crc32(Buffer.alloc(0))).toBe(0);
});

test('is the same where Node does not bring it', () => {
  fc.assert(fc.property(fc.uint8Array({maxLength: 300}), bytes => tableCrc32(bytes) === crc32(bytes)));
});
