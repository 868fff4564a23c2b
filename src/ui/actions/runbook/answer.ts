import {askAgain, unknownAgain} from '../../../core/runbook/asked-again.js';
import {confirmRunOf, type RunAsked, secretsIn} from '../../../core/runbook/asked-run.js';
import type {FilledValue} from '../../../core/runbook/fill.js';
import {lentRunEnded} from '../../../core/runbook/lent-run.js';
import {type Fact, isFact} from '../../../core/shift/fact.js';
import type {Cockpit} from '../../cockpit.js';
import type {RunQuestion, TypeQuestion} from '../../overlays/overlay.js';
import {dispatch} from '../dispatch.js';
import {closeOverlay} from '../overlay.js';
import {hush, say, sayWhyNot} from '../say.js';
import {openQuestion, SOON, settle} from './run.js';

/** Nobody waits longer for where it runs, ms: then that is not known. */
const LONGEST = 15_000;

const LOOKING = 'Looking again where this runs…';

/**
 * Runs exactly what the question shows where it still is what would run. The question stays until that is known, and esc
 * takes the answer back; where the place is another one by now, nothing runs and that one is asked about.
 */
export function answered(cockpit: Cockpit, overlay: RunQuestion | TypeQuestion): void {
  const {candidate} = overlay;
  if (cockpit.ui.getState().asking === candidate) return;
  cockpit.ui.setState({asking: candidate});
  cockpit.clock.after(SOON, () => {
    if (isStillAsked(cockpit, overlay)) say(cockpit, LOOKING);
  });
  void lookedAt(cockpit, overlay).then(again => {
    if (!isStillAsked(cockpit, overlay)) return;
    settle(cockpit);
    if (cockpit.ui.getState().message?.text === LOOKING) hush(cockpit);
    if (again === undefined) {
      runNow(cockpit, overlay);
      return;
    }
    openQuestion(cockpit, again);
    sayWhyNot(cockpit, 'Nothing was run: look again where it would.');
  });
}

/** What has to be asked instead; undefined where what is shown is so. Never rejects, and never takes too long. */
function lookedAt({desk, clock}: Cockpit, overlay: RunQuestion | TypeQuestion): Promise<RunAsked | undefined> {
  if (desk === undefined) return Promise.resolve(undefined);
  return new Promise(resolve => {
    const late = () => resolve(unknownAgain(desk, overlay, `no answer within ${LONGEST / 1000} s`));
    const cancel = clock.after(LONGEST, late);
    void askAgain(desk, overlay).then(again => {
      cancel();
      resolve(again);
    });
  });
}

/** Whether the question that was answered is still the one in front. */
function isStillAsked(cockpit: Cockpit, {candidate}: RunQuestion | TypeQuestion): boolean {
  const {asking, overlay} = cockpit.ui.getState();
  const isQuestion = overlay?.kind === 'run' || overlay?.kind === 'type';
  return asking === candidate && isQuestion && overlay.candidate === candidate;
}

function runNow(cockpit: Cockpit, overlay: RunQuestion | TypeQuestion): void {
  const {candidate} = overlay;
  closeOverlay(cockpit);
  followAgain(cockpit, candidate.walk);
  const {limits = {idle: Number.POSITIVE_INFINITY}} = cockpit.desk ?? {};
  const typed = overlay.kind === 'type' ? overlay.field.text.trim() : undefined;
  dispatch(cockpit, confirmRunOf(overlay, limits, typed), facts => {
    remember(cockpit, candidate.walk, overlay.values);
    if (candidate.terminal) void onTerminal(cockpit, overlay, facts);
  });
}

/** What the statement says is in sight, wherever was scrolled to before. */
function followAgain(cockpit: Cockpit, walk: string): void {
  const {[walk]: spot, ...others} = cockpit.ui.getState().spots;
  if (spot === undefined) return;
  const {top: _top, fresh: _fresh, ...following} = spot;
  cockpit.ui.setState({spots: {...others, [walk]: following}});
}

/** The operator has the terminal until the statement ends; only how it ended is known afterwards. */
async function onTerminal(cockpit: Cockpit, overlay: RunAsked, facts: readonly Fact[]): Promise<void> {
  const fact = facts.find(one => isFact(one, 'step.confirmed'));
  if (fact === undefined || !isFact(fact, 'step.confirmed') || cockpit.desk === undefined) return;
  const {run} = fact;
  const {engine, clock, screen, desk} = cockpit;
  try {
    const session = overlay.candidate.walk;
    const {file, args} = await desk.interactive({run, text: overlay.text, env: overlay.env, session});
    await engine.dispatch({type: 'settle-run-started', run, on: clock.now()});
    const words = `${overlay.text}\n(runs on this terminal; the cockpit comes back when it ends)`;
    const {code, signal, error} = await screen.handOff(file, args, words);
    screen.repaint();
    if (error !== undefined) throw error;
    await engine.dispatch(lentRunEnded(run, {code, signal}, clock.now()));
  } catch (error) {
    const reason = desk.redact(error instanceof Error ? error.message : String(error), secretsIn(overlay.values));
    await engine.dispatch({type: 'settle-run-failed', run, reason});
    say(cockpit, `It did not run: ${reason}`, 'warning');
  }
}

/** The last value wins, and is offered from then on. */
function remember(cockpit: Cockpit, walk: string, values: readonly FilledValue[]): void {
  const {spots} = cockpit.ui.getState();
  const spot = spots[walk] ?? {item: '', values: [], edits: {}};
  const names = new Set(values.map(one => one.placeholder));
  const kept = spot.values.filter(one => !names.has(one.placeholder));
  const {typed} = cockpit.ui.getState();
  const used = new Set(values.map(one => `value ${walk} ${one.placeholder}`));
  cockpit.ui.setState({
    spots: {...spots, [walk]: {...spot, values: [...kept, ...values]}},
    typed: Object.fromEntries(Object.entries(typed).filter(([name]) => !used.has(name))),
  });
}
