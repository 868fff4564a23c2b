import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import {freePort} from '../../test/support/real.js';
import {startServer} from '../../test/support/real-server.js';
import {BIN} from './program.js';

/** The built relay in a process of its own, on a journal on the project's disk; gone after the work. */
export async function onRelay<T>(
  work: (relay: {readonly port: number; readonly url: string}) => Promise<T>,
  port?: number,
): Promise<T> {
  const folder = path.resolve(mkdtempSync('.bench/relay-'));
  const config = path.join(folder, 'config.yaml');
  writeFileSync(config, '{}\n');
  const at = port ?? (await freePort());
  const listen = ['relay', '--listen', `127.0.0.1:${at}`, '--state-dir', path.join(folder, 'state')];
  const relay = await startServer({
    binary: process.execPath,
    args: [BIN, ...listen, '--config', config],
    port: at,
    cwd: folder,
    ready: '/-/ready',
  });
  try {
    return await work(relay);
  } finally {
    await relay.stop();
    rmSync(folder, {recursive: true, force: true});
  }
}
