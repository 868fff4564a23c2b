import {COMMAND_DRAFT} from '../actions/commands.js';
import {askStopAnnounced} from '../actions/escalate/stop-announced.js';
import {openHandoff} from '../actions/handoff/open.js';
import {showLookAgain} from '../actions/look-again.js';
import {back, frontView, open} from '../actions/navigate.js';
import {askNote} from '../actions/note.js';
import {ask} from '../actions/overlay.js';
import {quit, quitOrBack} from '../actions/quit.js';
import {say} from '../actions/say.js';
import {replayReason} from '../actions/target.js';
import {suspend} from '../actions/terminal.js';
import type {Cockpit} from '../cockpit.js';
import type {Binding} from './binding.js';
import {field} from './field.js';

/** Keys that work in every view, unless the view has its own meaning for them. */
export const GLOBAL_KEYS: readonly Binding<Cockpit>[] = [
  {
    keys: [':'],
    label: 'command',
    what: 'opens the command line; tab completes, up and down go through what was typed before',
    bar: 8,
    act: cockpit =>
      ask(cockpit, {kind: 'command', field: field(cockpit.ui.getState().typed[COMMAND_DRAFT] ?? ''), back: 0}),
  },
  {
    keys: ['?', 'f1'],
    label: 'keys',
    what: 'shows all keys of this view',
    bar: 5,
    act: cockpit => open(cockpit, {view: 'help', subject: frontView(cockpit)}),
  },
  {
    keys: ['n'],
    label: 'note',
    what: 'writes a note into the log',
    disabled: replayReason,
    act: cockpit => askNote(cockpit),
  },
  {keys: ['l'], label: 'log', what: 'opens the log', act: cockpit => open(cockpit, {view: 'log'})},
  {
    keys: ['h'],
    label: 'handoff',
    what: 'opens the handoff of the watch, to edit and send it',
    bar: 16,
    act: openHandoff,
  },
  {
    keys: ['L'],
    label: 'look again',
    what: 'goes to an ack that asks to be looked at again, also where a filter hides it',
    act: showLookAgain,
  },
  {
    keys: ['ctrl-x'],
    label: 'stop page',
    what: 'stops what is about to be paged by itself, after a question; also from within another question',
    act: askStopAnnounced,
  },
  {
    keys: ['esc'],
    label: 'back',
    what: 'goes one step back',
    act: cockpit => {
      if (!back(cockpit)) say(cockpit, 'This is the board. q leaves the cockpit.');
    },
  },
  {
    keys: ['q'],
    label: 'quit',
    what: 'goes back, and leaves from the board; asks when something is unsettled',
    bar: 15,
    act: quitOrBack,
  },
  {keys: ['ctrl-c'], label: 'quit', what: 'leaves; asks when something is unsettled', act: quit},
  {keys: ['ctrl-l'], label: 'repaint', what: 'paints the whole screen again', act: cockpit => cockpit.screen.repaint()},
  {keys: ['ctrl-z'], label: 'suspend', what: 'gives the terminal back to the shell; `fg` returns', act: suspend},
];
