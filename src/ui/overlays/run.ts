import {closeOverlay} from '../actions/overlay.js';
import {askEdit} from '../actions/runbook/edit.js';
import {runNow} from '../actions/runbook/run.js';
import {sayWhyNot} from '../actions/say.js';
import {copy} from '../actions/terminal.js';
import type {Asked, OverlayDefinition} from './definition.js';
import type {RunQuestion} from './overlay.js';
import {isRead, readingKeys, unread} from './reading.js';
import {runParts, runTitle} from './run-lines.js';

const shown = runParts<RunQuestion>(() => []);

export const run: OverlayDefinition<RunQuestion> = {
  ...shown,
  place: 'target',
  eager: false,
  title: (overlay, scene) => runTitle(overlay, scene.watch.settings.operator),
  labels(overlay, scene) {
    const label = isRead(shown, overlay, scene) ? 'run' : 'run, at its end';
    return overlay.demand.how === 'enter' ? {enter: label, y: ''} : {enter: '', y: label};
  },
  keys: [
    {keys: ['enter'], label: 'run', what: 'runs exactly what is shown, where that only reads', bar: 1, act: enter},
    {keys: ['y'], label: 'run', what: 'runs exactly what is shown', bar: 2, act: go},
    {
      keys: ['e'],
      label: 'edit',
      what: 'changes the statement for this walk',
      bar: 3,
      act({cockpit}) {
        closeOverlay(cockpit);
        askEdit(cockpit);
      },
    },
    {
      keys: ['c'],
      label: 'copy',
      what: 'copies the statement as it would run',
      bar: 4,
      act: ({cockpit, overlay}) => copy(cockpit, 'the statement', overlay.text),
    },
    {keys: ['n'], label: 'not now', what: 'runs nothing', act: ({cockpit}) => closeOverlay(cockpit)},
    ...readingKeys<RunQuestion>(() => shown),
  ],
};

/** So long nobody has read what is asked, ms: an enter is the second one of a hand that pressed it twice. */
const UNREAD = 250;

function enter(asked: Asked<RunQuestion>): void {
  const {clock, paintedAt} = asked.cockpit;
  if (clock.monotonic() - paintedAt() < UNREAD) return;
  if (asked.overlay.demand.how === 'enter') go(asked);
  else sayWhyNot(asked.cockpit, 'It changes something: y runs it, esc does not.');
}

function go({cockpit, overlay}: Asked<RunQuestion>): void {
  const why = unread(cockpit, shown, overlay);
  if (why === undefined) runNow(cockpit, overlay);
  else sayWhyNot(cockpit, why);
}
