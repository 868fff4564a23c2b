import {answered} from '../actions/runbook/answer.js';
import {sayWhyNot} from '../actions/say.js';
import {line, wrap} from '../row.js';
import type {Scene} from '../scene.js';
import type {Asked, OverlayDefinition} from './definition.js';
import {fieldLine} from './field-line.js';
import type {TypeQuestion} from './overlay.js';
import {besideField, isRead, readingKeys, unread} from './reading.js';
import {runParts, runTitle} from './run-lines.js';

const shown = runParts<TypeQuestion>((overlay, scene, width) => [
  ...demandLines(overlay, scene, width),
  fieldLine(scene.paint, {name: '›', field: overlay.field, focused: true}, width),
]);

export const type: OverlayDefinition<TypeQuestion> = {
  ...shown,
  place: 'target',
  eager: false,
  title: (overlay, scene) => runTitle(overlay, scene.watch.settings.operator),
  labels: (overlay, scene) => ({enter: isRead(shown, overlay, scene) ? 'run' : 'run, at its end'}),
  field: overlay => overlay.field,
  typed: ({overlay}, field) => ({...overlay, field}),
  keys: [
    {keys: ['enter'], label: 'run', what: 'runs exactly what is shown, once its name is typed', bar: 1, act: enter},
    ...besideField(readingKeys<TypeQuestion>(() => shown)),
  ],
};

/** The word stands out where the sentence has room on one line. */
function demandLines({demand}: TypeQuestion, {paint}: Scene, width: number): readonly string[] {
  if (demand.how !== 'type') return [];
  const lines = wrap(`type ${demand.word}, because ${demand.because}`, width);
  if (lines.length > 1) return lines.map(text => line(paint, [{text, tone: 'warning'}], width));
  const because = {text: `, because ${demand.because}`, tone: 'warning'} as const;
  return [line(paint, [{text: 'type '}, {text: demand.word, tone: 'strong'}, because], width)];
}

function enter({cockpit, overlay}: Asked<TypeQuestion>): void {
  const {demand, field} = overlay;
  const why = unread(cockpit, shown, overlay);
  if (why !== undefined) sayWhyNot(cockpit, why);
  else if (demand.how !== 'type' || field.text.trim() === demand.word) answered(cockpit, overlay);
  else sayWhyNot(cockpit, `It runs when this is typed: ${demand.word}`);
}
