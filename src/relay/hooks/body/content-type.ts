import type {HookRequest} from '../hook.js';

export type BodyKind = 'json' | 'form' | 'other';

/** What the sender says its body is. */
export function bodyKind(request: HookRequest): BodyKind {
  const [type = ''] = (request.headers['content-type'] ?? '').toLowerCase().split(';', 1);
  const name = type.trim();
  if (name === 'application/json' || /^application\/[a-z0-9.-]{1,64}\+json$/.test(name)) return 'json';
  return name === 'application/x-www-form-urlencoded' ? 'form' : 'other';
}
