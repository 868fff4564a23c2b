import type {FeedAlert} from '../../core/feed/message.js';

/** One name for each label set of a source. */
export function alertName({source, fingerprint}: Pick<FeedAlert, 'source' | 'fingerprint'>): string {
  return `${fingerprint} ${source}`;
}
