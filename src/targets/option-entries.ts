import * as v from 'valibot';
import {parseDuration} from '../core/time/duration.js';
import {durationWithin} from '../core/time/duration-schema.js';
import {httpUrl, secret} from '../lib/option-parts.js';
import type {SecretPlace} from './target-kind.js';

/** A secret's place, as {@link TargetTools.secret} takes it. */
export const secretPlace = v.pipe(
  secret,
  v.transform(place => place as SecretPlace),
);

const SECOND = 1000;

/** What everything that is reached over a network can be told. */
export const timeoutEntry = {
  /** How long one request may take. */
  timeout: v.optional(
    v.pipe(
      durationWithin(100, 300 * SECOND),
      v.transform(text => parseDuration(text) ?? 0),
    ),
    '10s',
  ),
};

/** What every vendor's API can be told; its URL may be that of a proxy or of a local server. */
export function httpEntries(url: string) {
  return {
    url: v.optional(
      v.pipe(
        httpUrl,
        v.transform(text => text.replace(/\/+$/, '')),
      ),
      url,
    ),
    ...timeoutEntry,
  };
}
