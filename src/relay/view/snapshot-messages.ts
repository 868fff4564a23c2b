import type {FeedMessageOf} from '../../core/feed/message.js';
import {listAlerts} from './told-alerts.js';
import type {View} from './view.js';

type Snapshot = FeedMessageOf<'snapshot'>;

/** What one message holds at most, as JSON in bytes; a single alert or fact may be larger. */
const PART = 256 * 1024;

type Item =
  | {readonly kind: 'alerts'; readonly value: Snapshot['alerts'][number]}
  | {readonly kind: 'facts'; readonly value: Snapshot['facts'][number]};

/**
 * The view as messages, made one after the other as they are asked for; only the last one says that it is. `id` is that
 * of the newest entry in it, `at` is Unix ms.
 */
export function* snapshotMessages(view: View, id: string, at: number): Generator<Snapshot, void, undefined> {
  let part = emptyPart(id, at);
  let bytes = 0;
  for (const item of itemsOf(view)) {
    const size = Buffer.byteLength(JSON.stringify(item.value)) + 1;
    if (bytes > 0 && bytes + size > PART) {
      yield part;
      part = emptyPart(id, at);
      bytes = 0;
    }
    if (item.kind === 'alerts') part.alerts.push(item.value);
    else part.facts.push(item.value);
    bytes += size;
  }
  yield {...part, last: true};
}

function* itemsOf({alerts, facts}: View): Generator<Item, void, undefined> {
  for (const {at, alert} of listAlerts(alerts))
    yield {kind: 'alerts', value: {at: new Date(at).toISOString(), ...alert}};
  for (const value of facts) yield {kind: 'facts', value};
}

function emptyPart(id: string, at: number): Snapshot {
  return {type: 'snapshot', id, at: new Date(at).toISOString(), alerts: [], facts: [], last: false};
}
