/** How much a statement can do, weakest first; `not-shell` is shown and never runs. */
export type Level = 'reads' | 'changes' | 'destructive' | 'not-shell';

/** What is known of a statement without running it. It says "looks read-only", never "safe". */
export interface Verdict {
  readonly level: Level;
  /** Why, worst first, for the operator: `kubectl delete removes pods`, `unknown command: foo`. Never empty. */
  readonly reasons: readonly string[];
  /** Wants the real terminal: `top`, `exec -it`, an editor, a prompt for a password. */
  readonly needsTerminal: boolean;
  /** Runs until it is stopped: `-f`, `watch`, `ping` without a count. */
  readonly endless: boolean;
  /** What a destructive statement hits: its name has to be typed. */
  readonly resource?: string;
  /** `--timeout=300s` and the like, ms. */
  readonly timeout?: number;
  /** The command words in it, after sudo, env, timeout and the like were taken off. */
  readonly commands: readonly string[];
  /** Bash computes in it with text that came from outside, and would run a `$(...)` that stands in that. */
  readonly evaluates?: true;
  /** Variables whose values, where it will run, would tell more. */
  readonly unsettled?: readonly string[];
  /** Where its commands act; absent where nobody looked. */
  readonly points?: readonly Pointer[];
}

/** Where one command of a statement acts, in the words of the statement. */
export interface Pointer {
  /** `cloud`: tools that take whatever cloud they are given. */
  readonly tool: 'kube' | 'docker' | 'aws' | 'gcloud' | 'az' | 'cloud';
  /** Context, server, host, profile, project; absent where what is around the statement decides. */
  readonly name?: string;
  readonly region?: string;
  /** What else the statement says of it: `kubeconfig /tmp/k`. */
  readonly detail?: string;
  /** What decides it, where that is known only when the statement runs: then nothing else of it counts. */
  readonly unknown?: string;
}

/** Words that a team adds to the tables: `mytool status` reads, `mytool wipe` is destructive. */
export interface VerbTables {
  readonly reads: readonly string[];
  readonly changes: readonly string[];
  readonly destructive: readonly string[];
  readonly needsTerminal: readonly string[];
  readonly endless: readonly string[];
}
