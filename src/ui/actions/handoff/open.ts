import type {Fact} from '../../../core/shift/fact.js';
import type {Cockpit} from '../../cockpit.js';
import {without} from '../../ui-store.js';
import {open} from '../navigate.js';
import {say} from '../say.js';
import {readRecord} from './record.js';

/** So many facts go to the writer at a time: a request has a largest size. */
const AT_A_TIME = 200;

/** Opens the handoff of the running watch, or of the last one. */
export function openHandoff(cockpit: Cockpit): void {
  open(cockpit, {view: 'handoff'});
  readRecord(cockpit);
}

/** Opens what there is to take over: of the watch before, or of another account's watch in a file. */
export function openAccept(cockpit: Cockpit, file: string): void {
  open(cockpit, {view: 'accept'});
  if (file === '') readRecord(cockpit);
  else void takeBundle(cockpit, file);
}

async function takeBundle(cockpit: Cockpit, file: string): Promise<void> {
  const {watchDesk, engine} = cockpit;
  if (watchDesk === undefined) {
    say(cockpit, 'No files can be read here.', 'warning');
    return;
  }
  say(cockpit, `reading ${file} …`);
  try {
    const bundled = await watchDesk.bundle(file);
    const {operator, facts} = bundled;
    for (const some of inParts(facts)) {
      const outcome = await engine.dispatch({type: 'take-bundle', facts: some});
      if (!outcome.ok) throw Object.assign(new Error(outcome.refusal.message), {hint: outcome.refusal.hint});
    }
    // What was read before has none of it.
    cockpit.ui.setState(ui => ({...without(ui, 'record', 'taking'), bundled}), true);
    readRecord(cockpit);
    say(cockpit, `${facts.length} facts of the watch of ${operator} are in the log`, 'good');
  } catch (error) {
    const hint = error instanceof Error && 'hint' in error ? ` ${error.hint}` : '';
    say(cockpit, `${error instanceof Error ? error.message : String(error)}${hint}`, 'warning');
    readRecord(cockpit);
  }
}

function inParts(facts: readonly Fact[]): readonly (readonly Fact[])[] {
  return Array.from({length: Math.ceil(facts.length / AT_A_TIME)}, (_, part) =>
    facts.slice(part * AT_A_TIME, (part + 1) * AT_A_TIME),
  );
}
