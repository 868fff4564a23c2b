// Not by import: Node makes a module of each of its own that is imported, which is a good part of `wk --version`. The
// first releases of Node 22 have no other way.
/** A module of Node's own, by its name. @type {NodeJS.Require | typeof process.getBuiltinModule} */
export const builtin = process.getBuiltinModule ?? (await import('node:module')).createRequire(import.meta.url);
