import {describe, expect, test} from 'vitest';
import {capabilitiesOf} from '../../src/terminal/capabilities.js';

const UTF8 = {LANG: 'en_US.UTF-8'};

describe('colours', () => {
  test.each([
    [{TERM: 'xterm-256color'}, '256'],
    [{TERM: 'xterm-256color', COLORTERM: 'truecolor'}, 'truecolor'],
    [{TERM: 'xterm-kitty'}, 'truecolor'],
    [{TERM: 'tmux-256color'}, '256'],
    [{TERM: 'linux'}, '16'],
    [{TERM: 'screen'}, '16'],
    [{TERM: 'vt100'}, 'none'],
    [{TERM: 'xterm-mono'}, 'none'],
    [{TERM: 'dumb', COLORTERM: 'truecolor'}, 'none'],
    [{TERM: 'xterm-256color', COLORTERM: 'truecolor', NO_COLOR: '1'}, 'none'],
    [{TERM: 'xterm-256color', NO_COLOR: ''}, '256'],
  ] as const)('%j gives %s', (env, color) => {
    expect(capabilitiesOf(env).color).toBe(color);
  });
});

describe('Unicode', () => {
  test.each([
    [{LANG: 'en_US.UTF-8'}, true],
    [{LANG: 'C.utf8'}, true],
    [{LC_CTYPE: 'de_DE.UTF-8', LANG: 'C'}, true],
    [{LC_ALL: 'C', LC_CTYPE: 'de_DE.UTF-8', LANG: 'de_DE.UTF-8'}, false],
    [{LANG: 'de_DE.ISO-8859-1'}, false],
    [{LC_ALL: '', LANG: 'POSIX'}, false],
    [{}, false],
  ])('%j gives %s', (env, unicode) => {
    expect(capabilitiesOf({TERM: 'xterm', ...env}).unicode).toBe(unicode);
  });
});

test('a terminal that cannot place text is not addressable and gets no links', () => {
  for (const TERM of ['', 'dumb', 'unknown']) {
    expect(capabilitiesOf({TERM, ...UTF8})).toMatchObject({addressable: false, links: false, color: 'none'});
  }
  expect(capabilitiesOf(UTF8).addressable).toBe(false);
  expect(capabilitiesOf({TERM: 'vt220'})).toMatchObject({addressable: true, links: false});
  expect(capabilitiesOf({TERM: 'linux'})).toMatchObject({addressable: true, links: false});
  expect(capabilitiesOf({TERM: 'xterm-256color'})).toMatchObject({addressable: true, links: true});
});
