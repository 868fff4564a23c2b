/** One statement to run. Times are ms. */
export interface RunRequest {
  /** Names the run everywhere: its facts, its files. */
  readonly run: string;
  /** The exact string that was shown and confirmed. */
  readonly text: string;
  /** Added to the carried shell state; names that could change what a shell does are refused. */
  readonly env: Readonly<Record<string, string>>;
  /** Where the carried state says nothing else. */
  readonly cwd?: string;
  /** Statements of one walk share their shell state. */
  readonly session: string;
  /** Ends it after so long without output; absent: never. */
  readonly idleTimeout?: number;
  readonly totalTimeout?: number;
}

export type RunEvent =
  | {readonly type: 'started'; readonly pid: number; readonly startedAt: number; readonly file: string}
  /** Text that passed the filter (SGR kept), whole lines or the newest state of an unfinished one. */
  | {readonly type: 'output'; readonly lines: readonly OutputLine[]}
  | {readonly type: 'ended'; readonly result: RunResult};

/** `index` counts from 0 for the whole run; a line that is rewritten with `\r` comes again with the same index. */
export interface OutputLine {
  readonly index: number;
  readonly text: string;
}

export interface RunResult {
  /** Exit status of the statement; undefined where a signal ended it or nobody saw the end. */
  readonly code?: number;
  readonly signal?: string;
  readonly how: 'exited' | 'stopped' | 'idle-timeout' | 'total-timeout' | 'lost' | 'not-started';
  readonly endedAt: number;
  /** Why, where it did not simply exit. */
  readonly reason?: string;
  /** Bytes of output, all of which are in the file. */
  readonly bytes: number;
}

/** A run that outlived the cockpit that started it. */
export interface Leftover {
  readonly run: string;
  readonly pid: number;
  readonly startedAt: number;
  readonly text: string;
  readonly file: string;
  readonly state: 'running' | 'ended';
  readonly result?: RunResult;
}

/** Where statements run, as the confirm names it. */
export interface RunPlace {
  readonly host: string;
  readonly user: string;
  readonly cwd: string;
  readonly kubeContext?: string;
  readonly cloudProfile?: string;
  /** The wrapper that leads there, for `runbooks.via`. */
  readonly via?: readonly string[];
}

/** A run under way. */
export interface Running {
  /** TERM to the whole group, then KILL; resolves when it is gone. */
  stop(): Promise<void>;
  readonly ended: Promise<RunResult>;
}

/** Runs one statement at a time and session. Never rejects because a statement failed: that is a result. */
export interface Runner {
  start(request: RunRequest, onEvent: (event: RunEvent) => void): Promise<Running>;
  /** Follows a run that an earlier process started. */
  resume(run: string, onEvent: (event: RunEvent) => void): Promise<Running | undefined>;
  leftovers(): Promise<readonly Leftover[]>;
  place(session: string): Promise<RunPlace>;
  /** The command line that runs `text` on the real terminal with the carried state of the session. */
  interactive(request: RunRequest): Promise<{readonly file: string; readonly args: readonly string[]}>;
}
