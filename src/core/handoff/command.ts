import type {DeliveryDraft} from '../escalation/delivery.js';
import type {AcceptedItem} from './accepted-item.js';

/** What a handoff says and what it was made from, as it is recorded when it is written or sent. Times are Unix ms. */
export interface WrittenHandoff {
  readonly file?: string;
  readonly sha256: string;
  readonly shift?: string;
  readonly from?: number;
  readonly to?: number;
  readonly format?: string;
  readonly observed?: Readonly<Record<string, unknown>>;
}

/** What can be asked about handing a watch over. */
export type HandoffCommand =
  /** Takes over a watch, item by item. */
  | {
      readonly type: 'accept-handoff';
      readonly from: string;
      readonly shift?: string;
      readonly items: readonly AcceptedItem[];
    }
  | (WrittenHandoff & {readonly type: 'record-handoff'})
  /** The same, and sends it: to all of these, or to none. */
  | (WrittenHandoff & {readonly type: 'send-handoff'; readonly deliveries: readonly DeliveryDraft[]})
  /** Asks or tells whoever comes something. */
  | {readonly type: 'ask-incoming'; readonly text: string; readonly shift?: string}
  /**
   * Puts the operator's own words in place of what was drawn from the facts; without a text these are taken back. `over`
   * names the edit that was on the screen: refused when somebody has edited since.
   */
  | {
      readonly type: 'edit-handoff';
      readonly base?: string;
      readonly text?: string;
      readonly over?: string;
      readonly shift?: string;
    };

export const HANDOFF_COMMANDS = [
  'accept-handoff',
  'record-handoff',
  'send-handoff',
  'ask-incoming',
  'edit-handoff',
] as const satisfies readonly HandoffCommand['type'][];
