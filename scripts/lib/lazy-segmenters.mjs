import {readFile} from 'node:fs/promises';

const AT_ONCE = /const (segmenter|GRAPHEME_SEGMENTER) = new Intl\.Segmenter\(([^;]*)\);/g;

/**
 * The source of a module that makes a segmenter as it is loaded, with the segmenter made when it is first used: the
 * first one of a process takes as long as half of Node's own start. Throws when there is none to put off.
 *
 * @param {string} source
 * @param {string} path
 */
export function withLazySegmenter(source, path) {
  const places = source.match(AT_ONCE)?.length ?? 0;
  if (places !== 1) throw new Error(`${path} makes ${places} segmenters as it is loaded, not one`);
  return source.replace(
    AT_ONCE,
    (_, name, options) =>
      `let madeSegmenter;\nconst ${name} = {segment: text => (madeSegmenter ??= new Intl.Segmenter(${options})).segment(text)};`,
  );
}

/**
 * An esbuild plugin for what measures text: string-width, in all of its copies, and Ink's tokenizers.
 *
 * @returns {import('esbuild').Plugin}
 */
export function lazySegmenters() {
  return {
    name: 'lazy-segmenters',
    setup(build) {
      build.onLoad(
        {
          filter:
            /[\\/](string-width[\\/]index|ansi-tokenize[\\/]build[\\/]tokenize|slice-ansi[\\/]tokenize-ansi)\.js$/,
        },
        async ({path}) => ({
          contents: withLazySegmenter(await readFile(path, 'utf8'), path),
          loader: 'js',
        }),
      );
    },
  };
}
