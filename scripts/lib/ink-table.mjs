const INK_TABLE = /[\\/]ink-table[\\/]dist[\\/]index\.js$/;

const REPLACEMENTS = [
  [
    'const react_1 = __importDefault(require("react"));',
    'import * as react from "react";\nconst react_1 = {default: react};',
  ],
  ['const ink_1 = require("ink");', 'import * as ink_1 from "ink";'],
  ['const object_hash_1 = require("object-hash");', 'import object_hash_1 from "object-hash";'],
  ['"use strict";', 'const exports = {};'],
];

/** @param {string} path */
export function isInkTable(path) {
  return INK_TABLE.test(path);
}

/**
 * ink-table is CommonJS and requires Ink, which has a top-level await: no loader allows that. This gives the same code
 * as a module whose default export is the component. Throws when a newer ink-table no longer has the lines to replace.
 *
 * @param {string} source
 */
export function inkTableAsModule(source) {
  let module = source;
  for (const [from, to] of /** @type {[string, string][]} */ (REPLACEMENTS)) {
    if (!module.includes(from)) throw new Error(`ink-table has changed: its module transform does not find ${from}`);
    module = module.replace(from, () => to);
  }
  return `${module}\nexport default exports.default;\n`;
}

/** The same transform as a Vite plugin. */
export function inkTablePlugin() {
  return {
    name: 'ink-table-as-module',
    /** @param {string} source @param {string} id */
    transform(source, id) {
      return isInkTable(id.split('?')[0] ?? id) ? inkTableAsModule(source) : undefined;
    },
  };
}
