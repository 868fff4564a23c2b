import {closeOverlay} from '../actions/overlay.js';
import {runNow} from '../actions/runbook/run.js';
import {askEdit} from '../actions/runbook/step.js';
import {say} from '../actions/say.js';
import {copy} from '../actions/terminal.js';
import {line} from '../row.js';
import type {Asked, OverlayDefinition} from './definition.js';
import type {RunQuestion} from './overlay.js';
import {runLines, runTitle} from './run-lines.js';

export const run: OverlayDefinition<RunQuestion> = {
  place: 'target',
  eager: false,
  title: (overlay, scene) => runTitle(overlay, scene.watch.settings.operator),
  lines: (overlay, scene, width) => [
    ...runLines(overlay, scene, width),
    ...(overlay.demand.how === 'y' ? [line(scene.paint, [{text: 'y runs it', tone: 'strong'}], width)] : []),
  ],
  keys: [
    {keys: ['enter'], label: 'run', what: 'runs exactly what is shown, where that only reads', bar: 1, act: enter},
    {
      keys: ['y'],
      label: 'run',
      what: 'runs exactly what is shown',
      bar: 2,
      act: ({cockpit, overlay}) => runNow(cockpit, overlay),
    },
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
      act: ({cockpit, overlay}) => copy(cockpit, 'the statement', overlay.shown),
    },
    {keys: ['n'], label: 'not now', what: 'runs nothing', act: ({cockpit}) => closeOverlay(cockpit)},
  ],
};

function enter({cockpit, overlay}: Asked<RunQuestion>): void {
  if (overlay.demand.how === 'enter') runNow(cockpit, overlay);
  else say(cockpit, 'It changes something: y runs it, esc does not.', 'warning');
}
