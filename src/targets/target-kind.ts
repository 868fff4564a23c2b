import type {GenericSchema} from 'valibot';
import type {Target} from '../core/escalation/target.js';
import type {Clock} from '../core/ports.js';
import type {TlsOptions} from '../lib/node/http/certificates.js';

/** Where a secret is kept: exactly one of these. Paths are absolute. */
export type SecretPlace = {readonly env: string} | {readonly file: string} | {readonly command: readonly string[]};

/** What a target is given beside its options. */
export interface TargetTools {
  readonly clock: Clock;
  /** The environment of programs that are started. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Reads a secret now, so that it can change while we run. `key` is that of the option. Rejects with `OperatorError`. */
  readonly secret: (place: SecretPlace, key: string) => Promise<string>;
  readonly tls?: TlsOptions;
  /** The URL of an HTTP proxy. */
  readonly proxy?: string;
}

/** A kind of target: what it wants to be told, and how it is made. */
export interface TargetKind {
  /** As they stand in the configuration file, without `kind`, `tls` and `proxy`. */
  readonly options: GenericSchema;
  /** Whether it can be told `tls` and `proxy`. */
  readonly connects: boolean;
  /** Throws when the options do not fit the schema. */
  create(name: string, options: unknown, tools: TargetTools): Target;
}
