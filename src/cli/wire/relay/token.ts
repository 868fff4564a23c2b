import {readFileSync} from 'node:fs';
import type {RelayConfig} from '../../../config/config.js';
import {absolutePath, type Env} from '../../../config/places.js';
import {readSecret} from '../../../config/secret.js';
import type {Clock} from '../../../core/ports.js';

/** How long a token that was read from a file counts as what stands there, ms. */
const FRESH = 1_000;

/** The relay's token, from the file that was named, the environment or the configuration; undefined where there is none. */
export async function relayToken(
  config: {readonly relay?: Pick<RelayConfig, 'token'> | undefined},
  file: string | undefined,
  {env, clock}: {readonly env: Env; readonly clock: Clock},
): Promise<(() => string | undefined) | undefined> {
  if (file !== undefined) {
    const path = absolutePath(file, process.cwd(), env.HOME ?? '');
    return fromFile(path, await readSecret({file: path}, '--token-file', env), clock);
  }
  if (env.WK_RELAY_TOKEN !== undefined && env.WK_RELAY_TOKEN !== '') {
    const token = env.WK_RELAY_TOKEN;
    return () => token;
  }
  const secret = config.relay?.token;
  if (secret === undefined) return undefined;
  const first = await readSecret(secret, 'relay.token', env);
  return 'file' in secret ? fromFile(secret.file, first, clock) : () => first;
}

/** Read again now and then, so that a token can be changed while the relay runs. */
function fromFile(path: string, first: string, clock: Clock): () => string | undefined {
  let token: string | undefined = first.trim();
  let readAt = clock.monotonic();
  return () => {
    if (clock.monotonic() - readAt < FRESH) return token;
    readAt = clock.monotonic();
    try {
      token = readFileSync(path, 'utf8').trim();
    } catch {
      token = undefined;
    }
    return token;
  };
}
