/** What a vendor answered. */
export interface HttpAnswer {
  /** `host:port`. */
  readonly host: string;
  readonly status: number;
  readonly text: string;
  /** Undefined where the body is no JSON. */
  readonly json: unknown;
  /** What it says of an error, safe to show and without our secrets; may be empty. */
  readonly said: string;
  /** From `Retry-After`, ms from now. */
  readonly retryAfter?: number;
  /** Empty where there is none of that name, which is lower case. */
  header(name: string): string;
}
