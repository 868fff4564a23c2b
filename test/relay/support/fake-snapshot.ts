import type {FeedMessageOf} from '../../../src/core/feed/message.js';
import type {FakeBackbone} from './fake-backbone.js';

type Part = FeedMessageOf<'snapshot'>;

/** What the entries of a backbone add up to, so many in a part. */
export function fakeSnapshot(backbone: FakeBackbone, perPart = 50): () => readonly Part[] {
  return () => {
    const {epoch, head} = backbone.position();
    const at = new Date(0).toISOString();
    const alerts = backbone.entries.flatMap(entry => (entry.kind === 'alert' ? [{at, ...entry.alert}] : []));
    const facts = backbone.entries.flatMap(entry => (entry.kind === 'fact' ? [entry.fact] : []));
    const parts = Math.max(1, Math.ceil(alerts.length / perPart));
    return Array.from({length: parts}, (_, index) => ({
      type: 'snapshot',
      id: `${epoch}:${head}`,
      at,
      alerts: alerts.slice(index * perPart, (index + 1) * perPart),
      facts: index === 0 ? facts : [],
      last: index === parts - 1,
    }));
  };
}
