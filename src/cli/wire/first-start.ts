import type {Config} from '../../config/config.js';
import {EXIT} from '../exit-codes.js';
import {columnsOf, wrapWords} from '../wrap-words.js';

/** What somebody sees who starts the cockpit with nothing configured: what to type, and one key for the demo. */
export async function noSourceScreen(config: Config, demo: (() => Promise<number>) | undefined): Promise<number> {
  const {stdout} = process;
  const lines = [
    'No Alertmanager is configured yet.',
    '  wk --alertmanager http://alertmanager:9093     watches that one',
    `  wk config init                                 writes ${config.path}`,
    '  d opens the demo, any other key leaves: ',
  ];
  stdout.write(wrapWords(lines.join('\n'), columnsOf(stdout)));
  const key = await oneKey();
  process.stdout.write('\n');
  return key === 'd' && demo !== undefined ? demo() : EXIT.usage;
}

function oneKey(): Promise<string> {
  const {stdin} = process;
  stdin.setRawMode(true);
  return new Promise(resolve => {
    stdin.once('data', (bytes: Buffer) => {
      stdin.setRawMode(false);
      stdin.pause();
      resolve(bytes.toString());
    });
  });
}
