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
  /** `secrets`: values that must not be shown, because of the names they went by where it ran; never recorded. */
  | {readonly type: 'ended'; readonly result: RunResult; readonly secrets?: readonly string[]};

/** `index` counts from 0 for the whole run; a line that is rewritten with `\r` comes again with the same index. */
export interface OutputLine {
  readonly index: number;
  readonly text: string;
  /** Stands for so many lines from `index` on, which are in the file only; its text is empty. */
  readonly leftOut?: number;
}

export interface RunResult {
  /** Exit status of the statement; undefined where a signal ended it or nobody saw the end. */
  readonly code?: number;
  readonly signal?: string;
  readonly how: 'exited' | 'stopped' | 'idle-timeout' | 'total-timeout' | 'lost' | 'not-started';
  readonly endedAt: number;
  /** Why, where it did not simply exit. */
  readonly reason?: string;
  /** What else there is to know: processes it left behind, shell state that was not carried. */
  readonly notes?: readonly string[];
  /** What it started that still lived when it had ended. */
  readonly left?: readonly LeftProcess[];
  /** Bytes of output, all of which are in the file. */
  readonly bytes: number;
}

/** A process that outlives the statement that started it. */
export interface LeftProcess {
  readonly pid: number;
  /** Its command line, cut. */
  readonly command: string;
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
  /** Docker's context, or the host that it is told to talk to; absent for the daemon of the machine. */
  readonly dockerContext?: string;
  /** `aws prod, gcloud staging (project-1)`. */
  readonly cloudProfile?: string;
  /**
   * Values of the variables that were asked about, as the statement would find them, empty for those that are not set;
   * `NAME[@]` has the words of a list as bash would read them.
   */
  readonly variables?: Readonly<Record<string, string>>;
  /** Where the variables came from that a statement starts with: `login shell /bin/zsh`. */
  readonly environment?: string;
  /** The wrapper that leads there, for `runbooks.via`. */
  readonly via?: readonly string[];
  /** For judging what runs there next; no fact keeps it. */
  readonly carried?: CarriedShell;
}

/** What statements of the walk left in its shell that decides what the name of a command means there. */
export interface CarriedShell {
  /** Names of functions, and their definitions as bash writes them. */
  readonly functions: readonly string[];
  readonly definitions: string;
  readonly aliases: readonly string[];
  /** Names of variables that were set or unset. */
  readonly variables: readonly string[];
}

/** A run under way. */
export interface Running {
  /**
   * TERM to the whole group, then KILL; resolves when it is gone. After the end it stops what the statement left running
   * in the background.
   */
  stop(): Promise<void>;
  readonly ended: Promise<RunResult>;
}

/** Runs one statement at a time and session. Never rejects because a statement failed: that is a result. */
export interface Runner {
  start(request: RunRequest, onEvent: (event: RunEvent) => void): Promise<Running>;
  /** Follows a run that an earlier process started, from the beginning of its output. */
  resume(run: string, onEvent: (event: RunEvent) => void): Promise<Running | undefined>;
  /** Runs of processes that are gone, and whose end nobody has seen. */
  leftovers(): Promise<readonly Leftover[]>;
  /** What a run that has ended left running and still lives. Rejects where nobody can tell. */
  leftRunning(run: string): Promise<readonly LeftProcess[]>;
  /** TERM, then KILL, to all of that; answers what lives all the same. Rejects where it cannot be reached. */
  stopLeft(run: string): Promise<readonly LeftProcess[]>;
  /** With the values of these variables there. Rejects with an OperatorError when the place cannot be reached. */
  place(session: string, names?: readonly string[]): Promise<RunPlace>;
  /**
   * The command line that runs `text` on the real terminal with the carried state of the session, which carries on from
   * there. It brings its own environment and folder. Rejects with an OperatorError when that cannot be prepared.
   */
  interactive(request: RunRequest): Promise<{readonly file: string; readonly args: readonly string[]}>;
}

/** What the owner of a runner does around the walks. */
export interface RunnerCare {
  /** Drops the carried state of a walk that has ended. */
  forget(session: string): Promise<void>;
  /** Lets go of what is under way without ending it: `ended` resolves as `lost`, and the runs are leftovers. */
  leave(): Promise<void>;
  /** Removes outputs and states past their time; answers how many runs went. Never one that goes on. */
  tidy(): Promise<number>;
}
