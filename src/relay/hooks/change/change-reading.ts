import type {HookRequest, Inbound} from '../hook.js';

export type Change = Extract<Inbound, {readonly kind: 'change'}>;

export interface ChangeReading {
  readonly request: HookRequest;
  /** Who made it, where the body does not say. */
  readonly by: string;
}
