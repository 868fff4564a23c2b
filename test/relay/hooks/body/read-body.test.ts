import {describe, expect, test} from 'vitest';
import {readJson, readJsonOrForm} from '../../../../src/relay/hooks/body/read-body.js';
import {formPosted, posted} from '../../../support/hook-request.js';

describe('JSON', () => {
  test('is what the sender says it is, with any parameters of the type', () => {
    const types = [
      'application/json',
      'application/json; charset=utf-8',
      'Application/JSON',
      'application/cloudevents+json',
    ];
    for (const type of types)
      expect(readJson(posted('{}', {headers: {'content-type': type}}))).toEqual({ok: true, value: {}});
  });

  test.each([
    ['text/plain', 'The body was sent as text/plain; send application/json.'],
    [
      'application/x-www-form-urlencoded',
      'The body was sent as application/x-www-form-urlencoded; send application/json.',
    ],
    ['\u001b[31mapplication/json', 'The body was sent as application/json; send application/json.'],
    [undefined, 'The body was sent without a content type; send application/json.'],
  ])('is not read when it is sent as %s', (type, reason) => {
    expect(readJson(posted('{}', {headers: {'content-type': type}}))).toEqual({ok: false, status: 415, reason});
  });

  test.each([
    ['nothing', '', 'The body is empty.'],
    ['bytes', Buffer.from([0x22, 0xff, 0xfe, 0x22]), 'The body is not UTF-8.'],
    ['half a document', '{"a":', 'The body is not JSON: Unexpected end of JSON input.'],
    ['a word', 'hello', /^The body is not JSON: Unexpected token/],
    ['escape sequences', '\u001b[2J', /^The body is not JSON: [ -~\u2400-\u2421]+$/],
  ])('%s is refused with a sentence', (_, body, reason) => {
    const result = readJson(posted(body));
    expect(result).toEqual({
      ok: false,
      status: 400,
      reason: typeof reason === 'string' ? reason : expect.stringMatching(reason),
    });
  });

  test('ten thousand levels are refused before they are parsed', () => {
    for (const open of ['[', '{"a":'])
      expect(readJson(posted(open.repeat(10_000)))).toEqual({
        ok: false,
        status: 400,
        reason: 'The JSON is nested more than 64 levels deep.',
      });
  });

  test('many millions of elements are refused before they are parsed', () => {
    expect(readJson(posted(Buffer.alloc(8_100_000, '1,')))).toMatchObject({
      status: 400,
      reason: 'The JSON has more than 4000000 members and elements.',
    });
  });

  test('may begin with a byte order mark', () => {
    expect(readJson(posted('\ufeff[1]'))).toEqual({ok: true, value: [1]});
  });
});

describe('a form', () => {
  test('becomes an object of its fields, none of which is inherited', () => {
    const read = readJsonOrForm(formPosted({text: 'a & b', __proto__x: '1', ['__proto__']: '2', constructor: '3'}));
    if (!read.ok) throw new Error(read.reason);
    expect(Object.entries(read.value as object)).toContainEqual(['constructor', '3']);
    expect(Object.getPrototypeOf(read.value)).toBeNull();
    expect(({} as Record<string, unknown>).__proto__x).toBeUndefined();
  });

  test('has an end', () => {
    expect(
      readJsonOrForm(formPosted(Object.fromEntries(Array.from({length: 1_000}, (_, i) => [`f${i}`, ''])))),
    ).toHaveProperty('ok', true);
    const reason = 'The form has more than 1000 fields.';
    const request = formPosted(Object.fromEntries(Array.from({length: 1_001}, (_, i) => [`f${i}`, ''])));
    expect(readJsonOrForm(request)).toEqual({ok: false, status: 400, reason});
  });

  test('stands beside JSON, and nothing else does', () => {
    expect(readJsonOrForm(posted('[]'))).toEqual({ok: true, value: []});
    expect(readJsonOrForm(posted('<a/>', {headers: {'content-type': 'text/xml'}}))).toMatchObject({status: 415});
  });
});
