import type {Command, Refusal} from '../../core/shift/command.js';
import type {Fact} from '../../core/shift/fact.js';
import type {Cockpit} from '../cockpit.js';
import {naming} from '../naming.js';
import {say, sayUnheard} from './say.js';

/** Asks the writer, and tells the operator when it refuses. `done` gets the facts it made. */
export function dispatch(cockpit: Cockpit, command: Command, done: (facts: readonly Fact[]) => void): void {
  underWay.set(cockpit.engine, asksUnderWay(cockpit) + 1);
  const answered = () => underWay.set(cockpit.engine, asksUnderWay(cockpit) - 1);
  const asked = cockpit.engine.dispatch(command);
  asked.then(answered, answered);
  asked.then(
    outcome => {
      if (outcome.ok) done(outcome.facts);
      else if (outcome.refusal.unheard) sayUnheard(cockpit, refusalText(outcome.refusal));
      else say(cockpit, withNames(cockpit, refusalText(outcome.refusal)), 'warning');
    },
    (error: unknown) =>
      say(cockpit, `That did not work: ${error instanceof Error ? error.message : String(error)}`, 'critical'),
  );
}

const underWay = new WeakMap<Cockpit['engine'], number>();

/** How many things were asked of the writer that it has not answered yet: what they come to is not known. */
export function asksUnderWay({engine}: Cockpit): number {
  return underWay.get(engine) ?? 0;
}

/** What was refused and what next, as sentences: those of the command line end without a stop. */
function refusalText({message, hint}: Refusal): string {
  return `${/[.!?]$/.test(message) ? message : `${message}.`} ${hint}`;
}

const ALERT_KEY = /\S+\/[0-9a-f]{16}\b/g;

/** Alerts go by their names here. */
function withNames(cockpit: Cockpit, text: string): string {
  const {alert} = naming(cockpit.engine.store.getState());
  return text.replace(ALERT_KEY, key => alert?.(key) ?? key);
}

/** How long an answer from a source is waited for before the line says that it is still outstanding. */
const PATIENCE_MS = 20_000;

/** Waits until the effects of facts are settled, then tells. */
export function settle(
  cockpit: Cockpit,
  facts: readonly Fact[],
  told: (settled: boolean, facts: readonly Fact[]) => void,
): void {
  cockpit.engine.settle(facts, PATIENCE_MS).then(
    result => told(result.settled, result.facts),
    (error: unknown) =>
      say(cockpit, `That did not settle: ${error instanceof Error ? error.message : String(error)}`, 'critical'),
  );
}
