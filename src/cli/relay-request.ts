/** What `wk relay` is told on the command line. */
export interface RelayRequest {
  /** `HOST:PORT`. */
  readonly listen?: string;
  readonly tokenFile?: string;
  readonly redis?: string;
  readonly stateDir?: string;
}

/** What is printed for the other side. */
export interface RelayPrint {
  readonly what: string;
  readonly url: string;
  readonly source?: string;
  readonly tokenFile?: string;
  readonly listen?: string;
  readonly redis?: string;
  readonly polled?: readonly {readonly name: string; readonly members: number}[];
}
