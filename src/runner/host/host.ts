import type {LeftProcess, RunPlace, RunRequest} from '../../core/runbook/run.js';
import type {Ending} from '../ending.js';
import type {RunFiles} from '../paths.js';
import type {RunRecord} from '../record.js';

/** What else there is to know of a run that has ended. */
export interface About {
  /** Why it was not run. */
  readonly refusal?: string;
  /** What it left behind and the like, in words. */
  readonly notes: readonly string[];
  /** What it left running. */
  readonly left: readonly LeftProcess[];
}

/** A run as seen from here, whoever started it. */
export interface Followed {
  /** Of the leader, or of the client that leads to it; undefined until it is known. */
  readonly pid: number;
  /** How it ended, once it has. */
  ending(): Promise<Ending | undefined>;
  /** Whether somebody lives who would write output and ending. */
  isThere(): Promise<boolean>;
  /**
   * Called when nobody is there and no ending was written: undefined means that it goes on after all (a line was picked
   * up again), else why it is lost.
   */
  lost(): Promise<string | undefined>;
  /** TERM, then KILL; resolves when it is gone, with what could not be ended, in words. */
  stop(): Promise<readonly string[]>;
  /** Asked after the end. */
  about(): Promise<About>;
  /** Names and values of variables that it had and that may be secret; taken away, so asked once, after the end. */
  takeSecrets(): Promise<readonly (readonly [name: string, value: string])[]>;
  /** What of it still lives, once it has ended. Rejects where nobody can tell. */
  leftRunning(): Promise<readonly LeftProcess[]>;
  /** Ends all of that and answers what lives all the same. Rejects where it cannot be reached. */
  stopLeft(): Promise<readonly LeftProcess[]>;
  /** What a login there says first, which is no output of the statement. */
  readonly noise?: Uint8Array;
  /** Resolves when it is worth a look at once. */
  readonly woken?: Promise<unknown>;
}

/** Where statements run: this machine, or what `runbooks.via` leads to. */
export interface Host {
  /** Starts it and answers how to follow it, or in words why it could not be started. */
  launch(files: RunFiles, request: RunRequest): Promise<Followed | string>;
  /** A run of an earlier process. */
  follow(files: RunFiles, record: RunRecord): Promise<Followed>;
  place(session: string, names: readonly string[]): Promise<RunPlace>;
  interactive(files: RunFiles, request: RunRequest): Promise<{readonly file: string; readonly args: readonly string[]}>;
  /** Drops the carried state. */
  forget(session: string): Promise<void>;
}
