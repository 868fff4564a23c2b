import {confirmRunOf, type RunAsked, secretsIn} from '../../core/runbook/asked-run.js';
import {lentRunEnded} from '../../core/runbook/lent-run.js';
import {findRun, type StepRun} from '../../core/runbook/walk.js';
import {isFact} from '../../core/shift/fact.js';
import {OperatorError} from '../../lib/operator-error.js';
import {refused} from '../with-hands.js';
import type {WalkThrough} from './walk-through.js';

export interface Executed {
  readonly run: StepRun;
  /** A second `ctrl-c` came while it ran. */
  readonly left: boolean;
}

/** Runs what was confirmed and shows what it says, to its end or until it is left. Rejects where it is refused. */
export async function execute(through: WalkThrough, asked: RunAsked, typed?: string): Promise<Executed> {
  const {hands} = through;
  const outcome = await hands.dispatch(confirmRunOf(asked, hands.desk.limits, typed));
  if (!outcome.ok) throw refused(outcome.refusal);
  const fact = outcome.facts.find(one => isFact(one, 'step.confirmed'));
  if (fact === undefined || !isFact(fact, 'step.confirmed')) throw new Error('a confirmed run left no fact');
  remember(through, asked);
  const left = asked.candidate.terminal ? await onTerminal(through, asked, fact.run) : await watch(through, fact.run);
  const found = findRun(hands.state().shift.walks, fact.run);
  if (found === undefined) throw new Error('a confirmed run is not in its walk');
  return {run: found.run, left};
}

/** Shows the output; the first `ctrl-c` stops the statement, a second one leaves: then the answer is true. */
export async function watch({hands, work}: WalkThrough, run: string): Promise<boolean> {
  const {stdout, stderr} = work.context;
  const out = work.args.globals.output === 'json' ? stderr : stdout;
  let times = 0;
  let leave: () => void = () => undefined;
  const left = new Promise<true>(resolve => {
    leave = () => resolve(true);
  });
  const deaf = hands.onInterrupt(() => {
    times += 1;
    if (times > 1) return leave();
    stderr.write('\nStopping it. ctrl-c again leaves.\n');
    void hands.dispatch({type: 'stop-run', run});
  });
  let fresh = true;
  const write = (text: string) => {
    if (text === '') return;
    fresh = text.endsWith('\n');
    out.write(text);
  };
  try {
    return await Promise.race([hands.follow(run, write).then(() => false), left]);
  } finally {
    deaf();
    if (!fresh) stderr.write('\n');
  }
}

async function onTerminal({hands}: WalkThrough, asked: RunAsked, run: string): Promise<boolean> {
  try {
    const session = asked.candidate.walk;
    const {file, args} = await hands.desk.interactive({run, text: asked.text, env: asked.env, session});
    await hands.dispatch({type: 'settle-run-started', run, on: hands.now()});
    const {code, signal} = await hands.handOff(file, args);
    await hands.dispatch(lentRunEnded(run, {code, signal}, hands.now()));
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    const reason = hands.desk.redact(why, secretsIn(asked.values));
    await hands.dispatch({type: 'settle-run-failed', run, reason});
    if (!(error instanceof OperatorError)) throw error;
  }
  return false;
}

/** The last value wins, and is offered from then on. */
function remember({earlier}: WalkThrough, {values}: RunAsked): void {
  const names = new Set(values.map(one => one.placeholder));
  earlier.splice(0, earlier.length, ...earlier.filter(one => !names.has(one.placeholder)), ...values);
}
