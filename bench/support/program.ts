import path from 'node:path';

/** The file of the program that is measured: the built one, or what WK_BIN names. */
export const BIN = path.resolve(process.env.WK_BIN ?? 'bin/watchkeeper.js');
