import {closeOverlay} from '../actions/overlay.js';
import {answered} from '../actions/runbook/answer.js';
import {askEdit} from '../actions/runbook/edit.js';
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
    {keys: ['y'], label: 'run', what: 'runs exactly what is shown', bar: 2, act: yes},
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
  if (isUnread(asked)) return;
  if (asked.overlay.demand.how === 'enter') go(asked);
  else sayWhyNot(asked.cockpit, 'It changes something: y runs it, esc does not.');
}

/** Where it is asked a second time, a hand that waits for the first answer may press y twice as well. */
function yes(asked: Asked<RunQuestion>): void {
  if (asked.overlay.again === undefined || !isUnread(asked)) go(asked);
}

function isUnread({cockpit: {clock, paintedAt}}: Asked<RunQuestion>): boolean {
  return clock.monotonic() - paintedAt() < UNREAD;
}

function go({cockpit, overlay}: Asked<RunQuestion>): void {
  const why = unread(cockpit, shown, overlay);
  if (why === undefined) answered(cockpit, overlay);
  else sayWhyNot(cockpit, why);
}
