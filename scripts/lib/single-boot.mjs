import {builtin} from './builtin.mjs';
import {codeKeeper} from './code-keeper.mjs';
import {scriptLoader} from './script-loader.mjs';
import {unpackFolder} from './unpack-folder.mjs';

/**
 * What stands in front of the parts of the one file that is the whole program.
 *
 * @typedef {object} Label
 * @property {string} version
 * @property {string} id of this build, and of no other
 * @property {string} wire the script after which files of the program may be read
 * @property {Readonly<Record<string, readonly [from: number, to: number]>>} parts where each is
 * @property {Readonly<Record<string, string>>} plain the texts that are too often wanted to be packed
 */

/** What comes before the label, and after it: neither is in what is between. */
export const MARK = '\n#parts ';

/** The label begins before it, so that the two megabytes behind need not be looked through; the build sees to that. */
export const LABEL_WITHIN = 64 * 1024;

/** The folder of files that the program reads by their path, as a part. */
export const RUNBOOKS = 'runbooks';

/**
 * Runs the script `entry` of the program that `text` holds. `text` is the function that this code is in, as it stands in
 * the file, with all parts in its last comment: the file itself is not read again, since it may be another one by then.
 *
 * @param {string} text
 * @param {string} entry
 */
export function boot(text, entry) {
  if (entry !== 'cli/main.cjs') loaderOf(text)(entry);
  else if (isTooOld()) process.exitCode = 2;
  else void run(loaderOf(text)(entry).main);
}

function isTooOld() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return false;
  process.stderr.write(`wk needs Node 20.19 or newer, and this is ${process.version}: install a newer Node.\n`);
  return true;
}

/** As in bin/. @param {(argv: readonly string[]) => Promise<number>} main */
async function run(main) {
  const leave = () => (process.stdout.writableLength > 0 ? setTimeout(leave, 100).unref() : process.exit());
  process.exitCode = await main(process.argv.slice(2));
  setTimeout(leave, 2000).unref();
}

/** @param {string} whole @returns {(name: string) => any} */
function loaderOf(whole) {
  const begins = whole.lastIndexOf(MARK, LABEL_WITHIN) + MARK.length;
  const ends = whole.indexOf('\n', begins);
  /** @type {Label} */
  const {version, id, wire, parts, plain} = JSON.parse(whole.slice(begins, ends));
  const url = builtin('node:url');
  const path = builtin('node:path');
  const folder = path.join(cacheFolder(), 'watchkeeper', `${version}-${id}`);
  /** @param {string} name */
  const part = name => {
    const text = plain[name];
    if (text !== undefined) return text;
    const place = parts[name];
    if (place === undefined) throw new Error(`this file has no ${name}`);
    const packed = Buffer.from(whole.slice(ends + 1 + place[0], ends + 1 + place[1]), 'base64');
    return builtin('node:zlib').brotliDecompressSync(packed).toString('utf8');
  };
  const keeper = codeKeeper(path.join(folder, 'dist/code'));
  return scriptLoader(url.pathToFileURL(path.join(folder, 'dist/')), {
    code: 'code',
    loaded: keeper.loaded,
    given: {
      get 'node:worker_threads'() {
        return withThreads(builtin('node:worker_threads'), whole);
      },
    },
    textOf(name) {
      if (name === wire) {
        unpackFolder(path.join(folder, RUNBOOKS), () => JSON.parse(part(RUNBOOKS)));
        process.once('exit', keeper.keep);
      }
      return part(name);
    },
  });
}

/** Threads that run a script of this text, where the program names a file. @param {any} threads @param {string} text */
function withThreads(threads, text) {
  return {
    ...threads,
    Worker: class extends threads.Worker {
      /** @param {URL} file @param {object} options */
      constructor(file, options) {
        const [script] = /[^/]*\/[^/]*$/.exec(file.pathname.replace(/\.js$/, '.cjs')) ?? [];
        super(`(${text})(${JSON.stringify(script)})`, {...options, eval: true});
      }
    },
  };
}

function cacheFolder() {
  const {isAbsolute, join} = builtin('node:path');
  const {XDG_CACHE_HOME: cache = ''} = process.env;
  return isAbsolute(cache) ? cache : join(home(), '.cache');
}

/** Some accounts have none. */
function home() {
  try {
    return builtin('node:os').homedir();
  } catch {
    return '/';
  }
}
