/** What is asked of a server behind the relay; `path` comes after its `/api/v2`, with its query. */
export interface UpstreamCall {
  readonly method: 'GET' | 'POST' | 'DELETE';
  readonly path: string;
  /** Sent as JSON. */
  readonly body?: unknown;
}

export interface UpstreamAnswer {
  readonly status: number;
  readonly type: string;
  readonly body: Buffer;
}

/** One member of a cluster, asked with the relay's own credentials. Rejects with {@link UpstreamError}. */
export interface Upstream {
  /** `host:port`. */
  readonly name: string;
  ask(call: UpstreamCall): Promise<UpstreamAnswer>;
  /** The server's clock minus ours, ms, once it was seen. */
  skew(): number | undefined;
}

/** A cluster that the relay asks for its cockpits. */
export interface UpstreamCluster {
  readonly name: string;
  /** Ms between two polls of the relay's own. */
  readonly poll: number;
  readonly members: readonly Upstream[];
}

/** Why there is no answer. */
export class UpstreamError extends Error {
  override name = 'UpstreamError' as const;
  readonly hint: string;
  /** It is certain that the server has not seen the request. */
  readonly neverLeft: boolean;
  readonly timedOut: boolean;

  constructor(
    message: string,
    options: {readonly hint: string; readonly neverLeft: boolean; readonly timedOut: boolean; readonly cause?: unknown},
  ) {
    super(message, {cause: options.cause});
    this.hint = options.hint;
    this.neverLeft = options.neverLeft;
    this.timedOut = options.timedOut;
  }
}
