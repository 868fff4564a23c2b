import {builtin} from './builtin.mjs';

const {readFileSync, statSync} = builtin('node:fs');
const {Script} = builtin('node:vm');

/**
 * Names the very Node that this is: what V8 makes of a script is for no other one. V8 looks at its version and options by
 * itself and takes nothing that was made with others, but not at how it was built.
 */
export function madeBy() {
  const {execPath, version, platform, arch} = process;
  if (made === undefined) {
    const {size, mtimeMs} = statSync(execPath);
    made = `${version}-${platform}-${arch}-${size}-${Math.trunc(mtimeMs)}`;
  }
  return made;
}

/** @type {string | undefined} */
let made;

/**
 * Answers what loads a script of the program below the folder `root`, by its name, with all that it requires: each
 * once, compiled already where `code` is the folder of what this Node has compiled. Node's own loader of modules can
 * do neither the one nor, before Node 22, the other.
 *
 * @param {URL} root
 * @param {{code?: string, given?: Readonly<Record<string, unknown>>, textOf?: (name: string) => string,
 *   loaded?: (name: string, script: import('node:vm').Script) => void}} [options]
 *   `given` are modules to take for Node's own; `textOf` has the scripts where they are no files; `loaded` hears of each
 * @returns {(name: string) => any}
 */
export function scriptLoader(root, {code, given = {}, textOf = fileReader(root), loaded} = {}) {
  /** @type {Map<string, {exports: unknown}>} */
  const modules = new Map();
  const codeOf = codeReader(root, code);

  /** @param {string} name */
  function load(name) {
    const known = modules.get(name);
    if (known !== undefined) return known.exports;
    const file = new URL(name, root);
    // The code is read last: a build first takes away the code of the scripts that it replaces.
    const text = textOf(name);
    const cachedData = codeOf(name);
    const script = new Script(`(function(exports,require,module,__url){${text}\n})`, {
      filename: file.href,
      ...(cachedData === undefined ? {} : {cachedData}),
    });
    loaded?.(name, script);
    const module = {exports: {}};
    modules.set(name, module);
    /** @param {string} wanted */
    const require = wanted => {
      if (wanted.startsWith('.')) return load(scriptName(new URL(wanted, file), root));
      return given[wanted] ?? process.getBuiltinModule?.(wanted) ?? requireInstalled(wanted, root);
    };
    try {
      script.runInThisContext()(module.exports, require, module, file.href);
    } catch (error) {
      modules.delete(name);
      throw error;
    }
    return module.exports;
  }
  return load;
}

/** Also what a package would use if it were there. @param {string} wanted @param {URL} root */
function requireInstalled(wanted, root) {
  return builtin('node:module').createRequire(root)(wanted);
}

/** @param {URL} file @param {URL} root */
function scriptName({href}, root) {
  return href.slice(root.href.length).replace(/\.js$/, '.cjs');
}

/** @param {URL} root @returns {(name: string) => string} */
function fileReader(root) {
  return name => readFileSync(new URL(name, root), 'utf8');
}

/** @param {URL} root @param {string} [code] @returns {(name: string) => Buffer | undefined} */
function codeReader(root, code) {
  return name => {
    if (code === undefined) return undefined;
    try {
      return readFileSync(new URL(`${code}/${madeBy()}/${codeName(name)}`, root));
    } catch {
      // None was made of it, or by another Node: it works without.
      return undefined;
    }
  };
}

/** The file with what was made of a script. @param {string} name */
export function codeName(name) {
  return `${name.replaceAll('/', '-')}.bin`;
}
