import {describe, expect, test} from 'vitest';
import {conceal} from '../../../src/targets/http/conceal.js';
import {retryAfter} from '../../../src/targets/http/retry-after.js';
import {said} from '../../../src/targets/http/said.js';

describe('what a vendor says of an error', () => {
  test.each([
    [{message: 'no'}, 'no'],
    [{error: 'no_text'}, 'no_text'],
    [
      {error: {code: 1, message: 'Arguments', errors: ['Title is too long', 'No service']}},
      'Arguments; Title is too long; No service',
    ],
    [{errors: {summary: 'is required', priority: ['is unknown']}}, 'summary: is required; priority: is unknown'],
    [{errorMessages: ['No project'], errors: {}}, 'No project'],
    [{errors: [{message: 'bad field'}, {detail: 'worse'}]}, 'bad field; worse'],
    ['just text', 'just text'],
    [{requestId: 'x'}, '{"requestId":"x"}'],
  ])('is found in %j', (json, expected) => {
    expect(said(JSON.stringify(json), json, 'application/json')).toBe(expected);
  });

  test('is nothing where it is a web page', () => {
    expect(said('<html>login</html>', undefined, 'text/html')).toBe('');
  });

  test('is safe to show, and one line', () => {
    expect(said('', {message: 'a\u001b[2J\nb\u202e'}, 'application/json')).toBe('a b<U+202E>');
  });
});

test('a secret is taken out in every form it may come back in', () => {
  const hide = conceal(['a"b c', 'https://hooks.example/T0/B0/x?k=1', '']);
  expect(hide('a"b c, a%22b%20c, a\\"b c, https://hooks.example/T0/B0/x?k=1, /T0/B0/x, k=1')).toBe(
    '***, ***, ***, ***, /***, ***',
  );
});

describe('how long to wait', () => {
  const NOW = Date.parse('2026-11-20T12:00:00Z');
  test.each([
    ['7', 7_000],
    ['0.5', 500],
    ['Fri, 20 Nov 2026 12:00:30 GMT', 30_000],
    ['Fri, 20 Nov 2026 11:00:00 GMT', 0],
    ['', undefined],
    ['soon', undefined],
  ])('is read from %j', (header, expected) => {
    expect(retryAfter(header, NOW)).toBe(expected);
  });
});
