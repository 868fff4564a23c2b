import type {Silence} from '../core/alert/silence.js';
import {decodeExact} from '../lib/exact-text.js';
import {iso} from './times.js';

/** A silence in the shape of Alertmanager's API, as `amtool silence query -o json` prints it. */
export function silenceJson(silence: Silence): Readonly<Record<string, unknown>> {
  return {
    id: silence.id,
    status: {state: silence.state},
    updatedAt: iso(silence.updatedAt),
    comment: silence.comment,
    createdBy: silence.createdBy,
    endsAt: iso(silence.endsAt),
    matchers: silence.matchers.map(({isEqual, isRegex, name, value}) => ({
      isEqual,
      isRegex,
      name: decodeExact(name),
      value: decodeExact(value),
    })),
    startsAt: iso(silence.startsAt),
    ...(silence.annotations === undefined ? {} : {annotations: silence.annotations}),
  };
}
