import {createHash} from 'node:crypto';
import path from 'node:path';
import * as esbuild from 'esbuild';

/**
 * One way to start the program, or a part of it that is loaded at once. Chunks that the same starts need become one
 * file: Node takes half a millisecond or more for each module, however small.
 *
 * @typedef {object} Start
 * @property {string} name
 * @property {readonly string[]} entries sources, each of them an entry or imported dynamically
 * @property {string | readonly string[]} [after] starts that happen before; what they have loaded costs nothing
 */

/** @typedef {{readonly path: string, readonly text: string}} Output */
/** @typedef {{path: string, contents: string}} Merged */
/** @typedef {{readonly file: string, readonly names: ReadonlyMap<string, string>}} Place where a chunk went */

/**
 * @param {readonly Output[]} outputs of a build with code splitting
 * @param {import('esbuild').Metafile} metafile of the same build
 * @param {{root: string, outdir: string, starts: readonly Start[], into?: Readonly<Record<string, string>>}} options
 *   `into` names parts too small for a file of their own, and the part that whoever needs them takes instead
 * @returns {Promise<readonly Merged[]>}
 */
export async function mergeChunks(outputs, metafile, {root, outdir, starts, into = {}}) {
  const texts = new Map(outputs.map(output => [output.path, output.text]));
  const chunks = chunksOf(metafile, root);
  const parts = partsOf(chunks, starts, into);
  const places = placesOf(parts, {chunks, texts, outdir});
  const whole = [...parts.values()].flat();
  const others = [...texts.keys()].filter(file => file.endsWith('.js') && !whole.includes(file));
  const entries = new Map(others.map(file => [file, texts.get(file) ?? '']));
  for (const members of parts.values()) entries.set(places.get(members[0] ?? '')?.file ?? '', joined(members, places));
  const built = await rebuild(entries, {texts, places});
  const kept = [...texts].filter(([file]) => !file.endsWith('.js')).map(([path, contents]) => ({path, contents}));
  return [...built, ...kept];
}

/** @typedef {{entry?: string, exports: readonly string[], static: readonly string[]}} Chunk */

/** @param {import('esbuild').Metafile} metafile @param {string} root @returns {ReadonlyMap<string, Chunk>} */
function chunksOf({outputs}, root) {
  return new Map(
    Object.entries(outputs)
      .filter(([file]) => file.endsWith('.js'))
      .map(([file, {entryPoint, exports, imports}]) => [
        path.resolve(root, file),
        {
          ...(entryPoint === undefined ? {} : {entry: entryPoint}),
          exports,
          static: imports
            .filter(({kind, external}) => kind === 'import-statement' && external !== true)
            .map(imported => path.resolve(root, imported.path)),
        },
      ]),
  );
}

/**
 * The chunks of each set of starts that needs them, by the names of the set.
 *
 * @param {ReadonlyMap<string, Chunk>} chunks
 * @param {readonly Start[]} starts
 * @param {Readonly<Record<string, string>>} into
 */
function partsOf(chunks, starts, into) {
  /** @type {Map<string, string[]>} */
  const needed = new Map();
  for (const start of starts) {
    const before = startsBefore(start, starts);
    for (const file of reachable(chunks, start.entries)) {
      const by = needed.get(file) ?? [];
      if (!by.some(name => before.includes(name))) needed.set(file, [...by, start.name]);
    }
  }
  return groupBy([...needed.keys()], file => {
    const name = (needed.get(file) ?? []).join('-');
    return into[name] ?? name;
  });
}

/** @param {Start} start @param {readonly Start[]} starts @returns {readonly string[]} */
function startsBefore({after}, starts) {
  const before = starts.filter(({name}) => after !== undefined && [after].flat().includes(name));
  return before.flatMap(start => [start.name, ...startsBefore(start, starts)]);
}

/** @param {ReadonlyMap<string, Chunk>} chunks @param {readonly string[]} entries */
function reachable(chunks, entries) {
  const missing = entries.filter(entry => ![...chunks.values()].some(chunk => chunk.entry === entry));
  if (missing.length > 0) throw new Error(`nothing imports ${missing.join(', ')} dynamically: its start is outdated`);
  const found = new Set([...chunks].filter(([, {entry}]) => entries.includes(entry ?? '')).map(([file]) => file));
  for (const file of found) for (const next of chunks.get(file)?.static ?? []) found.add(next);
  return found;
}

/**
 * A chunk that came from an entry keeps the names of its exports, so that whoever imports it dynamically finds them;
 * the made-up names of the others are told apart by a number.
 *
 * @param {ReadonlyMap<string, string[]>} parts
 * @param {{chunks: ReadonlyMap<string, Chunk>, texts: ReadonlyMap<string, string>, outdir: string}} given
 * @returns {ReadonlyMap<string, Place>}
 */
function placesOf(parts, {chunks, texts, outdir}) {
  /** @type {Map<string, Place>} */
  const places = new Map();
  for (const [name, members] of parts) {
    const file = fileOf(name, members, {chunks, texts, outdir});
    const taken = new Set();
    for (const [index, member] of members.entries()) {
      const {entry, exports = []} = chunks.get(member) ?? {};
      const names = new Map(exports.map(made => [made, entry === undefined ? `_${index}${made}` : made]));
      for (const one of names.values()) {
        if (taken.has(one)) throw new Error(`two modules of ${name} export ${one} to dynamic imports: rename one`);
        taken.add(one);
      }
      places.set(member, {file, names});
    }
  }
  return places;
}

/**
 * Entries that others start by name keep their file.
 *
 * @param {string} name
 * @param {readonly string[]} members
 * @param {{chunks: ReadonlyMap<string, Chunk>, texts: ReadonlyMap<string, string>, outdir: string}} given
 */
function fileOf(name, members, {chunks, texts, outdir}) {
  const folder = path.join(outdir, 'chunks');
  const named = members.find(file => chunks.get(file)?.entry !== undefined && path.dirname(file) !== folder);
  if (named !== undefined) return named;
  const hash = createHash('sha256');
  for (const member of members) hash.update(texts.get(member) ?? '');
  return path.join(folder, `${name}-${hash.digest('hex').slice(0, 8).toUpperCase()}.js`);
}

/** A module that exports all that its members do. @param {readonly string[]} members @param {ReadonlyMap<string, Place>} places */
function joined(members, places) {
  return members
    .map(member => {
      const names = [...(places.get(member)?.names ?? [])].map(([made, name]) => `${made} as ${name}`);
      return names.length === 0
        ? `import ${JSON.stringify(member)};`
        : `export {${names}} from ${JSON.stringify(member)};`;
    })
    .join('\n');
}

/**
 * @param {ReadonlyMap<string, string>} entries by the file they become
 * @param {{texts: ReadonlyMap<string, string>, places: ReadonlyMap<string, Place>}} given
 * @returns {Promise<readonly Merged[]>}
 */
async function rebuild(entries, {texts, places}) {
  const files = [...entries.keys()];
  const {outputFiles} = await esbuild.build({
    entryPoints: files.map((file, index) => ({in: `entry:${file}`, out: String(index)})),
    outdir: '/',
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'esm',
    minify: true,
    legalComments: 'none',
    write: false,
    logLevel: 'warning',
    plugins: [chunkLinker(entries, {texts, places})],
  });
  return outputFiles.map(output => ({
    path: files[Number(path.basename(output.path, '.js'))] ?? '',
    contents: output.text,
  }));
}

/**
 * Finds chunks in memory: those of the same file as their text, those of another file as names imported from there.
 *
 * @param {ReadonlyMap<string, string>} entries
 * @param {{texts: ReadonlyMap<string, string>, places: ReadonlyMap<string, Place>}} given
 * @returns {import('esbuild').Plugin}
 */
function chunkLinker(entries, {texts, places}) {
  return {
    name: 'chunk-linker',
    setup(build) {
      build.onResolve({filter: /^entry:/}, args => {
        const file = args.path.slice('entry:'.length);
        return {path: file, namespace: 'entry', pluginData: file};
      });
      build.onLoad({filter: /.*/, namespace: 'entry'}, args => ({
        contents: entries.get(args.path) ?? '',
        pluginData: {from: args.path, into: args.path},
      }));
      build.onResolve({filter: /^[./]/}, args => {
        const {from, into} = args.pluginData;
        const wanted = path.resolve(path.dirname(from), args.path);
        const place = places.get(wanted);
        const external = {path: relative(into, place?.file ?? wanted), external: true};
        if (args.kind === 'dynamic-import' || place === undefined) return external;
        if (place.file === into) return {path: wanted, namespace: 'chunk', pluginData: {into}};
        // Each importer has its own way to the file, so each has its own list of names.
        return {path: `${wanted}?for=${into}`, namespace: 'names', pluginData: {wanted, into}};
      });
      build.onLoad({filter: /.*/, namespace: 'chunk'}, args => ({
        contents: texts.get(args.path) ?? '',
        pluginData: {from: args.path, into: args.pluginData.into},
      }));
      build.onLoad({filter: /.*/, namespace: 'names'}, args => {
        const place = places.get(args.pluginData.wanted);
        const names = [...(place?.names ?? [])].map(([made, name]) => `${name} as ${made}`);
        return {contents: `export {${names}} from "merged:${place?.file}";`, pluginData: args.pluginData};
      });
      build.onResolve({filter: /^merged:/}, args => ({
        path: relative(args.pluginData.into, args.path.slice('merged:'.length)),
        external: true,
      }));
    },
  };
}

/** @param {string} from @param {string} to */
function relative(from, to) {
  const way = path.posix.relative(path.posix.dirname(from), to);
  return way.startsWith('.') ? way : `./${way}`;
}

/** @template T @param {readonly T[]} items @param {(item: T) => string} keyOf @returns {Map<string, T[]>} */
function groupBy(items, keyOf) {
  /** @type {Map<string, T[]>} */
  const groups = new Map();
  for (const item of items) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item]);
  return groups;
}
