import type {HookRequest} from '../hook.js';
import {type Outcome, read, refuse} from '../outcome.js';

const NAME = /^[^\s/,=\p{Cc}\p{Cf}\p{Cs}]{1,64}$/u;

/** The name of the source that a request speaks for: `?source=` of its URL, or the hook's. */
export function sourceName(request: HookRequest, hook: string): Outcome<string> {
  const {source} = request.query;
  if (source === undefined) return read(hook);
  if (!NAME.test(source))
    return refuse(
      '`?source=` in the URL names a source: up to 64 characters, no spaces, slashes, commas or equals signs.',
    );
  return read(source);
}
