import {expect} from 'vitest';
import type {Backbone} from '../../../../src/relay/backbone/backbone.js';
import type {Bounds} from '../../../../src/relay/backbone/window.js';

const PATIENT = {timeout: 10_000};

export interface BackboneOptions {
  readonly window?: Bounds;
  readonly firing?: number;
  readonly remember?: number;
  readonly warn?: (message: string) => void;
}

/** What one backbone after another stands on. */
export interface Ground {
  open(options?: BackboneOptions): Promise<Backbone>;
  /** Lets so many ms go by, if they can be made to. */
  pass(ms: number): void;
}

/** A stream that several write to is heard a moment later than it is written. */
export async function caughtUp(backbone: Backbone, head: number): Promise<void> {
  await expect.poll(() => backbone.position().head, PATIENT).toBe(head);
}
