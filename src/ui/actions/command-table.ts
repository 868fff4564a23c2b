import {parseFilter} from '../../core/alert/filter.js';
import type {Cockpit} from '../cockpit.js';
import type {Scene} from '../scene.js';
import type {ViewId} from '../ui-store.js';
import {dispatch} from './dispatch.js';
import {setFilter} from './filter.js';
import {frontView, open} from './navigate.js';
import {addNote} from './note.js';
import {quit} from './quit.js';
import {setGrouping, showSaved} from './saved-view.js';
import {say} from './say.js';

/** A word of the command line. `argument` is what follows it. */
export interface LineCommand {
  readonly name: string;
  readonly aliases?: readonly string[];
  readonly what: string;
  readonly words?: (scene: Scene) => readonly string[];
  readonly run: (cockpit: Cockpit, argument: string) => void;
}

export const COMMANDS: readonly LineCommand[] = [
  {name: 'board', what: 'goes to the board', run: goTo('board')},
  {name: 'silences', aliases: ['sil'], what: 'opens the silences, soonest to end first', run: goTo('silences')},
  {name: 'log', what: 'opens the log', run: openLog},
  {name: 'sources', aliases: ['doctor'], what: 'opens the sources and their health', run: goTo('sources')},
  {name: 'help', what: 'shows all keys', run: cockpit => open(cockpit, {view: 'help', subject: frontView(cockpit)})},
  {
    name: 'filter',
    what: 'puts a filter in force; none without words',
    run(cockpit, argument) {
      const parsed = parseFilter(argument);
      if (!parsed.ok) return say(cockpit, `${parsed.message} (at character ${parsed.position + 1})`, 'warning');
      setFilter(cockpit, 'board', argument);
      open(cockpit, {view: 'board'});
    },
  },
  {
    name: 'group',
    what: 'groups the board by labels, by `route` or not at all (`none`)',
    words: labelNames,
    run: setGrouping,
  },
  {
    name: 'view',
    what: 'shows a saved view',
    words: scene => scene.watch.settings.ui.views.map(view => view.name),
    run: showSaved,
  },
  {name: 'note', what: 'writes a note to the watch', run: (cockpit, argument) => addNote(cockpit, argument)},
  {
    name: 'change',
    what: 'records a change to production; a service named first has it beside its alerts alone',
    words: serviceNames,
    run: recordChange,
  },
  {name: 'readonly', what: 'tells whether this cockpit may change anything', run: tellReadOnly},
  {name: 'poll', aliases: ['refresh'], what: 'asks the sources now', run: cockpit => cockpit.engine.wake()},
  {name: 'quit', aliases: ['q'], what: 'leaves, asking when something is unsettled', run: cockpit => quit(cockpit)},
];

function recordChange(cockpit: Cockpit, argument: string): void {
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

function openLog(cockpit: Cockpit, argument: string): void {
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
