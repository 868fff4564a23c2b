import {silenceKey} from '../alert/silence.js';
import type {ShiftState, SilenceOrder} from './state.js';

type Named = Parameters<typeof silenceKey>[0];

/** The change of this silence that is asked for and not carried out yet: of several, the last stands for all. */
export function changeAskedOf(silence: Named, {orders}: Pick<ShiftState, 'orders'>): SilenceOrder | undefined {
  const key = silenceKey(silence);
  return [...orders.values()].findLast(
    ({op, source, silence: id}) => op !== 'create' && id !== undefined && silenceKey({source, id}) === key,
  );
}
