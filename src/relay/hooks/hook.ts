import type {GenericSchema} from 'valibot';
import type {FeedAlert, FeedSource} from '../../core/feed/message.js';

/** A request to a hook, read to its end. Header names are lower case. */
export interface HookRequest {
  readonly method: string;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly query: Readonly<Record<string, string | undefined>>;
  /** The body as it came, for signatures. */
  readonly raw: Buffer;
  /** Unix ms. */
  readonly now: number;
  /** What the clock of the machine says, where that was set back and `now` is ahead of it; for times that senders sign. */
  readonly machine?: number;
}

/** What a hook's body says. */
export type Inbound =
  | {readonly kind: 'alert'; readonly key: string; readonly value: string; readonly alert: FeedAlert}
  /** A change to production, for the team's log. `id` is the sender's, so that a repeat is known as one. */
  | {
      readonly kind: 'change';
      readonly id: string;
      readonly text: string;
      readonly service?: string;
      readonly labels?: Readonly<Record<string, string>>;
      readonly on: number;
      readonly by: string;
    }
  /** Something was done to a pager's incident elsewhere: on the phone, in its app. */
  | {
      readonly kind: 'pager';
      /** Of the delivery, so that a repeat is known as one. */
      readonly id: string;
      readonly target: 'pagerduty';
      readonly what: 'acknowledged' | 'unacknowledged' | 'resolved' | 'escalated' | 'reassigned' | 'triggered';
      readonly incident: string;
      /** The pager's deduplication key, where it tells one. */
      readonly key?: string;
      readonly by: string;
      readonly on: number;
      readonly url?: string;
    };

export type HookResult =
  | {
      readonly ok: true;
      readonly inbound: readonly Inbound[];
      /** Why parts of the body are not among them. */
      readonly passedOver?: readonly string[];
      /** Sources whose poll should look now: something happened that the body does not tell whole. */
      readonly wake: readonly string[];
    }
  /** 400 for the shape, 415 for the content type, 401 or 403 for a signature: none of them is retried. */
  | {readonly ok: false; readonly status: 400 | 401 | 403 | 415; readonly reason: string};

/** A kind of hook: where it listens, and what it wants to be told. */
export interface Hook {
  /** Below `/v1/hooks/`; `:name` stands for the name of one of several configurations. */
  readonly path: string;
  /** Whole paths that it answers as well. */
  readonly aliases: readonly string[];
  readonly methods: readonly ('POST' | 'PUT')[];
  /** Media types of the bodies it reads; JSON where absent. */
  readonly types?: readonly string[];
  /** Secrets already resolved, durations in ms. */
  readonly options: GenericSchema;
  /** Makes it ready for requests. `name` is what stood for `:name`. Throws when the options do not fit the schema. */
  open(options: unknown, name?: string): OpenHook;
}

/** A hook with its configuration. */
export interface OpenHook {
  /** Where its alerts come from; `?source=` in the URL gives another name and the same powers. Absent: it brings none. */
  readonly source?: FeedSource;
  /** Whether `read` checks a secret that this sender has: then the relay's own token need not be asked for. */
  proves(request: Omit<HookRequest, 'raw'>): boolean;
  /** Never throws. */
  read(request: HookRequest): HookResult;
}
