import type {Alert, AlertKey} from '../../../core/alert/alert.js';
import {knownAt} from '../../../core/board/known-at.js';
import {rememberedAlerts} from '../../../core/board/remembered.js';
import type {Occurrence} from '../../../core/shift/state.js';
import type {Scene} from '../../scene.js';
import {front} from '../../ui-store.js';

/** The alert in front: as its source shows it, or as the journal last knew it, or gone. */
export type Subject =
  | {readonly kind: 'live'; readonly key: AlertKey; readonly alert: Alert}
  | {readonly kind: 'remembered'; readonly key: AlertKey; readonly alert: Alert; readonly seenAt: number}
  | {readonly kind: 'gone'; readonly key: AlertKey; readonly occurrence?: Occurrence};

export function subjectOf({ui, watch}: Scene): Subject {
  const key = front(ui).subject ?? '';
  const alert = watch.live.alerts.get(key);
  if (alert !== undefined) return {kind: 'live', key, alert};
  const occurrence = watch.shift.firing.get(key);
  const remembered = rememberedAlerts(watch).find(one => `${one.source}/${one.fingerprint}` === key);
  if (remembered !== undefined)
    return {
      kind: 'remembered',
      key,
      alert: remembered,
      seenAt: knownAt(watch, remembered.source) ?? remembered.startsAt,
    };
  return {kind: 'gone', key, ...(occurrence === undefined ? {} : {occurrence})};
}
