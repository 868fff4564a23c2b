import type {SourceHealth} from '../live/update.js';
import type {Alert} from './alert.js';

/** Members that notify of an alert, where that tells more than the source's name: others of the cluster do not. */
export function notifiers(alert: Alert, health: SourceHealth | undefined): readonly string[] {
  if (alert.notifying !== undefined) return alert.notifying;
  const all = health?.members.length ?? 0;
  return alert.state === 'active' && alert.members.length < all ? alert.members : [];
}

/** `am-2:9093 notifies`, `am-1:9093 and am-2:9093 notify`. */
export function notifyText(names: readonly string[]): string {
  return `${names.join(' and ')} ${names.length === 1 ? 'notifies' : 'notify'}`;
}
