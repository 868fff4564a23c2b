import {expect, test} from 'vitest';
import {listedLabels} from '../../src/cli/listed-alert.js';
import {parseMatcherWords} from '../../src/core/alert/matcher.js';
import {listed} from './listed.js';

const AWKWARD = {path: '/a,b', q: 'say "hi"', re: 'a|b', back: 'c:\\x', end: '\\', 'http.status': '500'};

test('labels are written as matchers are', () => {
  expect(listedLabels(listed({alertname: 'Disk', ...AWKWARD}))).toBe(
    'back="c:\\\\x" end="\\\\" "http.status"="500" path="/a,b" q="say \\"hi\\"" re="a|b"',
  );
});

test.each(Object.entries(AWKWARD))('a label %s that is pasted back as a matcher means the same', (name, value) => {
  const text = listedLabels(listed({alertname: 'Disk', [name]: value}));
  expect(parseMatcherWords([text])).toMatchObject({
    ok: true,
    matchers: [{name, value, isRegex: false, isEqual: true}],
  });
});
