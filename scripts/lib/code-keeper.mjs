import {builtin} from './builtin.mjs';
import {codeName, madeBy} from './script-loader.mjs';

const {mkdirSync, renameSync, writeFileSync} = builtin('node:fs');
const {join} = builtin('node:path');

/**
 * Keeps below `folder` what V8 has made of scripts by the end of a process, where the next one finds it. Without it
 * everything works, and starts more slowly.
 *
 * @param {string} folder
 * @returns {{loaded: (name: string, script: import('node:vm').Script) => void, keep: () => void}}
 */
export function codeKeeper(folder) {
  /** @type {Map<string, import('node:vm').Script>} */
  const fresh = new Map();
  return {
    loaded(name, script) {
      if (script.cachedDataRejected !== false) fresh.set(name, script);
    },
    keep() {
      try {
        const made = join(folder, madeBy());
        for (const [name, script] of fresh) keepOne(join(made, codeName(name)), script);
      } catch {
        // There is no room, or nothing may be written there.
      }
    },
  };
}

/** @param {string} file @param {import('node:vm').Script} script */
function keepOne(file, script) {
  mkdirSync(join(file, '..'), {recursive: true, mode: 0o700});
  const own = `${file}.${process.pid}`;
  // On the disk before it has its name: V8 trusts what it finds, and half of it would end the process.
  writeFileSync(own, script.createCachedData(), {flush: true, mode: 0o600});
  renameSync(own, file);
}
