import {parseFilter} from '../../core/alert/filter.js';
import type {Cockpit} from '../cockpit.js';
import {actKeys} from '../input/act-keys.js';
import {resolve} from '../input/binding.js';
import type {Target} from '../overlays/overlay.js';
import type {Scene} from '../scene.js';
import {themesIn} from '../theme.js';
import type {ViewId} from '../ui-store.js';
import {ackWith} from './ack.js';
import {dispatch} from './dispatch.js';
import {setFilter} from './filter.js';
import {askForgetWatchdogs} from './forget-watchdog.js';
import {openAccept, openHandoff} from './handoff/open.js';
import {askDecision} from './incident/decide.js';
import {declareReported} from './incident/declare.js';
import {showLookAgain} from './look-again.js';
import {openFigures} from './metrics/figures.js';
import {frontView, open} from './navigate.js';
import {addNote} from './note.js';
import {quit} from './quit.js';
import {offerOpen, openNamed} from './runbook/open.js';
import {setGrouping, showSaved} from './saved-view.js';
import {say} from './say.js';
import {askSilence} from './silence.js';
import {chooseTheme} from './theme.js';

/** What a command line is run with: what follows its word, and what was in front when it was entered. */
export interface LineCall {
  readonly argument: string;
  readonly target: Target | string;
}

/** A word of the command line. */
export interface LineCommand {
  readonly name: string;
  readonly aliases?: readonly string[];
  /** What may follow it, for the help. */
  readonly takes?: string;
  readonly what: string;
  readonly words?: (scene: Scene) => readonly string[];
  readonly run: (cockpit: Cockpit, call: LineCall) => void;
}

export const COMMANDS: readonly LineCommand[] = [
  {
    name: 'ack',
    takes: '[comment]',
    what: 'acks what is in front, as `a` does; with a comment where one follows',
    run: ackInFront,
  },
  {name: 'release', what: 'gives the ack of what is in front back, as `u` does', run: pressing('u')},
  {name: 'resolve', what: 'says that what is in front is over, as `R` does', run: pressing('R')},
  {
    name: 'silence',
    takes: '[comment]',
    what: 'asks for a silence of what is in front, as `s` does',
    run: silenceInFront,
  },
  {name: 'escalate', aliases: ['page'], what: 'opens the ladder of what is in front, as `e` does', run: pressing('e')},
  {name: 'tune', aliases: ['ticket'], what: 'makes a ticket to tune what is in front, as `T` does', run: pressing('T')},
  {name: 'board', what: 'goes to the board', run: goTo('board')},
  {name: 'silences', aliases: ['sil'], what: 'opens the silences, soonest to end first', run: goTo('silences')},
  {name: 'log', takes: '[words]', what: 'opens the log', run: openLog},
  {name: 'look', what: 'goes to an ack that asks to be looked at again, as `L` does', run: showLookAgain},
  {name: 'incidents', aliases: ['inc'], what: 'opens the incidents, the open ones first', run: goTo('incidents')},
  {
    name: 'incident',
    takes: '[title]',
    what: 'declares an incident that no alert told of',
    run: (cockpit, {argument}) => declareReported(cockpit, argument),
  },
  {
    name: 'decide',
    what: 'asks the questions that lead to a decision about what is in front, as `w` does, or about nothing that fires',
    run: (cockpit, {target}) => askDecision(cockpit, typeof target === 'string' ? undefined : target),
  },
  {name: 'handoff', aliases: ['ho'], what: 'opens the handoff of the watch, as `h` does', run: openHandoff},
  {
    name: 'shift',
    aliases: ['watch'],
    what: 'opens the watch: whose it is, until when, its checklists',
    run: goTo('shift'),
  },
  {name: 'metrics', aliases: ['figures'], what: 'opens the figures of the last days', run: openFigures},
  {
    name: 'accept',
    takes: '[file]',
    what: 'takes over the watch before, item by item; of another account from the file of `wk handoff --bundle`',
    run: (cockpit, {argument}) => openAccept(cockpit, argument),
  },
  {
    name: 'deliveries',
    aliases: ['del'],
    what: 'opens what was sent and what is still to be, to retry or stop it',
    run: goTo('deliveries'),
  },
  {name: 'contacts', takes: '[words]', what: 'opens who can be called, and how', run: openContacts},
  {name: 'sources', aliases: ['doctor'], what: 'opens the sources and their health', run: goTo('sources')},
  {
    name: 'forget-watchdog',
    what: 'says that a Watchdog that is missing went for good, with its Prometheus',
    run: askForgetWatchdogs,
  },
  {name: 'help', what: 'shows all keys', run: cockpit => open(cockpit, {view: 'help', subject: frontView(cockpit)})},
  {
    name: 'filter',
    takes: '[words]',
    what: 'puts a filter in force; none without words',
    run(cockpit, {argument}) {
      const parsed = parseFilter(argument);
      if (!parsed.ok) {
        // A pattern says itself where in it the mistake is.
        const where = parsed.message.includes('at character') ? '' : ` (at character ${parsed.position + 1})`;
        return say(cockpit, `${parsed.message}${where}`, 'warning');
      }
      setFilter(cockpit, 'board', argument);
      open(cockpit, {view: 'board'});
    },
  },
  {
    name: 'group',
    takes: '[labels]',
    what: 'groups the board by labels, by `route` or not at all (`none`)',
    words: labelNames,
    run: (cockpit, {argument}) => setGrouping(cockpit, argument),
  },
  {
    name: 'view',
    takes: '[name]',
    what: 'shows a saved view',
    words: scene => scene.watch.settings.ui.views.map(view => view.name),
    run: (cockpit, {argument}) => showSaved(cockpit, argument),
  },
  {
    name: 'theme',
    takes: '[name]',
    what: 'draws in other colours until you leave; without a name it tells which there are',
    words: scene => themesIn(scene.watch.settings.ui).map(theme => theme.name),
    run: (cockpit, {argument}) => chooseTheme(cockpit, argument),
  },
  {
    name: 'note',
    takes: 'text',
    what: 'writes a note to the watch',
    run: (cockpit, {argument}) => addNote(cockpit, argument),
  },
  {
    name: 'change',
    takes: 'text',
    what: 'records a change to production; a service named first has it beside its alerts alone',
    words: serviceNames,
    run: recordChange,
  },
  {
    name: 'runbook',
    aliases: ['rb'],
    what: 'opens a runbook by words of its title or path; without words, those that are open come first',
    takes: '[words]',
    run: (cockpit, {argument}) => (argument === '' ? offerOpen(cockpit) : openNamed(cockpit, argument)),
  },
  {name: 'readonly', what: 'tells whether this cockpit may change anything', run: tellReadOnly},
  {name: 'poll', aliases: ['refresh'], what: 'asks the sources now', run: cockpit => cockpit.engine.wake()},
  {name: 'quit', aliases: ['q'], what: 'leaves, asking when something is unsettled', run: cockpit => quit(cockpit)},
];

/** Presses a key of the alerts' table on what is in front: the same conditions, the same questions. */
function pressing(key: string, instead?: (cockpit: Cockpit, target: Target) => void): LineCommand['run'] {
  return (cockpit, {target}) => {
    const found = resolve(key, [actKeys(() => target)], cockpit);
    if (found.kind === 'disabled') say(cockpit, found.reason, 'warning');
    else if (found.kind === 'act' && instead !== undefined && typeof target !== 'string') instead(cockpit, target);
    else if (found.kind === 'act') found.binding.act(cockpit);
  };
}

function ackInFront(cockpit: Cockpit, call: LineCall): void {
  const {argument} = call;
  if (argument === '') pressing('a')(cockpit, call);
  else pressing('A', (_, target) => ackWith(cockpit, target, argument))(cockpit, call);
}

function silenceInFront(cockpit: Cockpit, call: LineCall): void {
  const {argument} = call;
  if (argument === '') pressing('s')(cockpit, call);
  else pressing('s', (_, target) => askSilence(cockpit, target, argument))(cockpit, call);
}

function recordChange(cockpit: Cockpit, {argument}: LineCall): void {
  if (argument === '') {
    say(cockpit, 'Say what was changed: :change checkout v412 deployed', 'warning');
    return;
  }
  const [first = '', ...rest] = argument.split(/\s+/);
  const named = rest.length > 0 && serviceNames(cockpit.scenes.getState()).includes(first);
  const change = named ? {text: rest.join(' '), service: first} : {text: argument};
  dispatch(cockpit, {type: 'record-change', ...change}, () =>
    say(cockpit, `recorded${named ? ` for ${first}` : ' for every service'}: ${change.text}`, 'good'),
  );
}

function serviceNames(scene: Scene): readonly string[] {
  return [...new Set([...scene.watch.live.alerts.values()].flatMap(({labels}) => labels.service ?? []))];
}

function goTo(view: ViewId): LineCommand['run'] {
  return cockpit => open(cockpit, {view});
}

function openContacts(cockpit: Cockpit, {argument}: LineCall): void {
  if (argument !== '') setFilter(cockpit, 'contacts', argument);
  open(cockpit, {view: 'contacts'});
}

function openLog(cockpit: Cockpit, {argument}: LineCall): void {
  if (argument !== '') setFilter(cockpit, 'log', argument);
  open(cockpit, {view: 'log'});
}

function tellReadOnly(cockpit: Cockpit): void {
  const {readOnly} = cockpit.scenes.getState().watch.settings;
  say(
    cockpit,
    readOnly
      ? 'This cockpit is read-only. Start it without --read-only to act.'
      : 'This cockpit may act. Start it with --read-only to only look.',
  );
}

function labelNames(scene: Scene): readonly string[] {
  const names = new Set<string>(['route', 'none']);
  for (const alert of scene.watch.live.alerts.values()) for (const name of Object.keys(alert.labels)) names.add(name);
  return [...names];
}
