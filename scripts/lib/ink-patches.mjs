import {readFile} from 'node:fs/promises';
import {fileURLToPath} from 'node:url';
import {inkTableAsModule, isInkTable} from './ink-table.mjs';

const CELLS = fileURLToPath(new URL('../../src/lib/cells.ts', import.meta.url));

/**
 * A map that forgets what was not asked for in its last two generations of `m` entries. Ink 6 keeps every string it
 * ever measured or wrapped, and drops what it tokenised and drew after each frame: the first leaks, the second is most
 * of its work.
 */
const GENERATIONS = `class Generations {
  constructor(m) { this.m = m; this.young = new Map(); this.old = new Map(); }
  get(k) {
    let v = this.young.get(k);
    if (v === undefined) { v = this.old.get(k); if (v !== undefined) this.set(k, v); }
    return v;
  }
  set(k, v) {
    if (this.young.size >= this.m) { this.old = this.young; this.young = new Map(); }
    this.young.set(k, v);
  }
}
`;

/**
 * Ink measures text as the screen draws it. What it brings along takes, for the first character beyond ASCII, as long
 * as half of Node's own start.
 */
const WIDEST_LINE = `import {cells} from ${JSON.stringify(CELLS)};
const ESCAPES = /\\x1b\\[[\\d;:]*m|\\x1b\\]8;[^\\x07\\x1b]*(?:\\x07|\\x1b\\\\)/g;
const measureLines = text => Math.max(...text.replace(ESCAPES, '').split('\\n').map(line => cells(line)));`;

/** @type {Record<string, [string, string][]>} */
const EDITS = {
  'output.js': [
    ['widths = new Map();', 'widths = new Generations(2000);'],
    ['blockWidths = new Map();', 'blockWidths = new Generations(500);'],
    // An object and more for each cell: finished rows are kept below, so these serve a screen that has just changed.
    ['styledChars = new Map();', 'styledChars = new Generations(40);'],
    ['caches = new OutputCaches();', 'caches = sharedCaches;'],
    [
      'export default class Output {',
      `const sharedCaches = new OutputCaches();
const BLANK = {type: 'char', value: ' ', fullWidth: false, styles: []};
export default class Output {`,
    ],
    [
      `row.push({
                    type: 'char',
                    value: ' ',
                    fullWidth: false,
                    styles: [],
                });`,
      'row.push(BLANK);',
    ],
    // A row that one line makes alone is that line: there is nothing to take apart and put together again.
    [
      'const clips = [];',
      `const linesOn = [];
        for (const {type, y, text} of this.operations) {
            if (type !== 'write') continue;
            const height = text.split('\\n').length;
            for (let row = y; row < y + height; row++) linesOn[row] = (linesOn[row] ?? 0) + 1;
        }
        const wholeRows = [];
        const clips = [];`,
    ],
    [
      'const characters = this.caches.getStyledChars(line);',
      `if (x === 0 && !clip && linesOn[y + offsetY] === 1) {
                        wholeRows[y + offsetY] = line;
                        offsetY++;
                        continue;
                    }
                    const characters = this.caches.getStyledChars(line);`,
    ],
    [
      `.map(line => {
            // See https`,
      `.map((line, y) => {
            if (wholeRows[y] !== undefined) return wholeRows[y].trimEnd();
            // See https`,
    ],
  ],
  'render-node-to-output.js': [
    [
      "import widestLine from 'widest-line';",
      `${WIDEST_LINE}
const lineWidths = new Generations(1000);
const widestLine = text => {
    let width = lineWidths.get(text);
    if (width === undefined) {
        width = measureLines(text);
        lineWidths.set(text, width);
    }
    return width;
};`,
    ],
  ],
  // Nothing of a program that is loaded whole may wait: no part of it does, once these two are gone.
  'reconciler.js': [
    ['if (isDev()) {', 'if (false) {'],
    ['? await loadPackageJson()', '? undefined'],
  ],
  'measure-text.js': [
    ["import widestLine from 'widest-line';", WIDEST_LINE.replace('measureLines', 'widestLine')],
    ['const cache = new Map();', 'const cache = new Generations(2048);'],
  ],
  'wrap-text.js': [
    ['const cache = {};', 'const cache = new Generations(2048);'],
    // Without a separator, `a1` at 20 columns and `a` at 120 share one entry.
    ['text + String(maxWidth) + String(wrapType)', "text + '\\0' + String(maxWidth) + '\\0' + String(wrapType)"],
    ['cache[cacheKey];', 'cache.get(cacheKey);'],
    ['cache[cacheKey] = wrappedText;', 'cache.set(cacheKey, wrappedText);'],
  ],
};

/** Whole modules that a program for terminals has no use for. */
const REPLACED = [
  // It would import react-devtools-core, which is not installed.
  {path: /[\\/]ink[\\/]build[\\/]devtools\.js$/, contents: ''},
  // A stray CI variable would make Ink print its last frame only.
  {path: /[\\/]is-in-ci[\\/]index\.js$/, contents: 'export default false;'},
];

/**
 * Yoga asks `fetch` for the WebAssembly that it carries in itself, and so loads Node's whole HTTP client, and lets all
 * that imports it wait meanwhile. It can decode and start it at once.
 *
 * @type {Record<string, [string, string][]>}
 */
const YOGA_EDITS = {
  'yoga-wasm-base64-esm.js': [
    [
      'if(h.instantiateWasm)try{return h.instantiateWasm(d,\na)}',
      'try{return a(new WebAssembly.Instance(new WebAssembly.Module(wa()),d)),{}}',
    ],
    ['var loadYoga = (() => {', 'const fetch = undefined;\nvar loadYoga = (() => {'],
  ],
  'index.js': [['wrapAssembly(await loadYoga())', '(made => (loadYoga(made), wrapAssembly(made)))({})']],
};

export const PATCHED_INK_FILES = Object.keys(EDITS);

/**
 * Ink's source with our edits. Throws when an edit no longer finds its place, once and only once.
 *
 * @param {string} file name below ink/build
 * @param {string} source
 */
export function patchInk(file, source) {
  return GENERATIONS + edited(source, EDITS[file] ?? [], `Ink has changed: ${file}`);
}

/** @param {string} source @param {readonly [string, string][]} edits @param {string} otherwise */
function edited(source, edits, otherwise) {
  let text = source;
  for (const [from, to] of edits) {
    const places = text.split(from).length - 1;
    if (places !== 1) throw new Error(`${otherwise} has "${from}" ${places} times instead of once`);
    text = text.replace(from, () => to);
  }
  return text;
}

/**
 * An esbuild plugin: Ink with bounded caches and without devtools, ink-table as a module.
 *
 * @param {Set<string>} [applied] collects the patched files, so that a build can tell that none was missed
 * @returns {import('esbuild').Plugin}
 */
export function inkPatches(applied = new Set()) {
  return {
    name: 'ink-patches',
    setup(build) {
      for (const {path, contents} of REPLACED) build.onLoad({filter: path}, () => ({contents, loader: 'js'}));
      build.onLoad({filter: /[\\/]yoga-layout[\\/]dist[\\/](binaries|src)[\\/][^\\/]+\.js$/}, async ({path}) => {
        const file = path.replace(/^.*[\\/]/, '');
        const source = await readFile(path, 'utf8');
        return {contents: edited(source, YOGA_EDITS[file] ?? [], `Yoga has changed: ${file}`), loader: 'js'};
      });
      build.onLoad({filter: /[\\/]ink[\\/]build[\\/][^\\/]+\.js$/}, async ({path}) => {
        const file = path.replace(/^.*[\\/]/, '');
        if (!Object.hasOwn(EDITS, file)) return undefined;
        applied.add(file);
        return {contents: patchInk(file, await readFile(path, 'utf8')), loader: 'js'};
      });
      build.onLoad({filter: /[\\/]ink-table[\\/]dist[\\/]index\.js$/}, async ({path}) =>
        isInkTable(path) ? {contents: inkTableAsModule(await readFile(path, 'utf8')), loader: 'js'} : undefined,
      );
    },
  };
}
