import {runNow} from '../actions/runbook/run.js';
import {say} from '../actions/say.js';
import {line} from '../row.js';
import type {Asked, OverlayDefinition} from './definition.js';
import {fieldLine} from './field-line.js';
import type {TypeQuestion} from './overlay.js';
import {runLines, runTitle} from './run-lines.js';

export const type: OverlayDefinition<TypeQuestion> = {
  place: 'target',
  eager: false,
  title: (overlay, scene) => runTitle(overlay, scene.watch.settings.operator),
  lines: (overlay, scene, width) => {
    const {demand, field} = overlay;
    if (demand.how !== 'type') return runLines(overlay, scene, width);
    return [
      ...runLines(overlay, scene, width),
      line(
        scene.paint,
        [{text: 'type '}, {text: demand.word, tone: 'strong'}, {text: `, because ${demand.because}`, tone: 'warning'}],
        width,
      ),
      fieldLine(scene.paint, {name: '›', field, focused: true}, width),
    ];
  },
  field: overlay => overlay.field,
  typed: ({overlay}, field) => ({...overlay, field}),
  keys: [
    {keys: ['enter'], label: 'run', what: 'runs exactly what is shown, once its name is typed', bar: 1, act: enter},
  ],
};

function enter({cockpit, overlay}: Asked<TypeQuestion>): void {
  const {demand, field} = overlay;
  if (demand.how !== 'type' || field.text.trim() === demand.word) runNow(cockpit, overlay);
  else say(cockpit, `It runs when this is typed: ${demand.word}`, 'warning');
}
