import {readFileSync} from 'node:fs';
import path from 'node:path';
import {expect, test} from 'vitest';
import {withLazySegmenter} from '../../scripts/lib/lazy-segmenters.mjs';
import {ROOT} from '../support/source-files.js';

test.each(['string-width/index.js', '@alcalzone/ansi-tokenize/build/tokenize.js', 'slice-ansi/tokenize-ansi.js'])(
  'the segmenter of the installed %s is put off until it is used',
  file => {
    const lazy = withLazySegmenter(readFileSync(path.join(ROOT, 'node_modules', file), 'utf8'), file);
    expect(lazy).toContain('madeSegmenter ??= new Intl.Segmenter(');
  },
);

test('a module that makes none stops the build', () => {
  expect(() => withLazySegmenter('export default 1;', 'some.js')).toThrow('some.js');
});
