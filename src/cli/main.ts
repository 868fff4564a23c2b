import {cockpitWords} from './cockpit-words.js';
import {EXIT} from './exit-codes.js';
import {programHelp} from './help.js';
import {streamSink, tellLostOutput} from './sink.js';
import {VERSION} from './version.js';

/**
 * Runs `wk` and answers its exit code. Help and version cost no more than Node itself: everything else is loaded when
 * it is needed.
 */
export async function main(argv: readonly string[]): Promise<number> {
  const [first] = argv;
  if (first === '--version' || first === '-V' || first === 'version') {
    output().write(`${VERSION}\n`);
    return EXIT.done;
  }
  if (first === '--help' || first === '-h' || (first === 'help' && argv.length === 1)) {
    output().write(programHelp());
    return EXIT.done;
  }
  const words = cockpitWords(argv);
  const early = words === undefined ? undefined : await (await import('./wire/early-screen.js')).startEarly(words);
  try {
    const [{run}, {createContext}] = await Promise.all([
      import('./run.js'),
      import('./wire.js'),
      // Asked for at once, since it will be needed: files are read while others are compiled.
      early?.screen === undefined ? undefined : import('./wire/cockpit.js'),
    ]);
    return await run(argv, createContext(early));
  } finally {
    await early?.screen?.screen.close();
  }
}

function output() {
  return streamSink(() => process.stdout, tellLostOutput);
}
