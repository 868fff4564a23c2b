import {expect, test} from 'vitest';
import {sourceName} from '../../../../src/relay/hooks/tell/source-name.js';
import {posted} from '../../../support/hook-request.js';

const named = (source?: string) => sourceName(posted('{}', {query: {source}}), 'grafana');

test('the URL names the source, else the hook does', () => {
  expect(named('eu-1')).toEqual({ok: true, value: 'eu-1'});
  expect(named('größe')).toEqual({ok: true, value: 'größe'});
  expect(named()).toEqual({ok: true, value: 'grafana'});
});

test.each([[''], ['a b'], ['a/b'], ['a,b'], ['a=b'], ['\u001b[31m'], ['a\u202e'], ['x'.repeat(65)], ['\ud800']])(
  'the URL names no source as %j',
  source => {
    expect(named(source)).toMatchObject({ok: false, status: 400, reason: expect.stringContaining('`?source=`')});
  },
);
