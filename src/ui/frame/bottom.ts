import type {Cockpit} from '../cockpit.js';
import {keyLine} from '../input/key-line.js';
import {keyTables} from '../input/key-tables.js';
import {overlayKeys} from '../input/overlay-keys.js';
import {hasSaidLine, saidLines} from '../layout.js';
import {definitionOf} from '../overlays/index.js';
import {line} from '../row.js';
import type {Scene} from '../scene.js';
import type {Tone} from '../theme.js';
import type {MessageTone} from '../ui-store.js';
import {messageOf} from './message.js';
import {rule} from './rule.js';

const TONES: Readonly<Record<MessageTone, Tone>> = {
  plain: 'plain',
  good: 'good',
  warning: 'warning',
  critical: 'criticalStrong',
};

/** The last lines: what was said, what is being typed, or a rule; and under it the keys that work here. */
export function bottomLines(scene: Scene, cockpit: Cockpit): readonly string[] {
  return [...aboveKeys(scene), keysHere(scene, cockpit)];
}

function aboveKeys(scene: Scene): readonly string[] {
  const {paint, columns, ui} = scene;
  const tone = TONES[messageOf(scene)?.tone ?? 'plain'];
  const said = saidLines(scene).map(text => line(paint, [{text: ' '}, {text, tone}], columns));
  const {overlay} = ui;
  if (overlay === undefined || definitionOf(overlay).place !== 'bottom')
    return said.length > 0 || !hasSaidLine(scene) ? said : [rule(scene)];
  const typed = definitionOf(overlay)
    .lines(overlay, scene, columns - 1)
    .map(text => ` ${text}`);
  return [...said, ...typed];
}

function keysHere(scene: Scene, cockpit: Cockpit): string {
  const {overlay} = scene.ui;
  const look = {paint: scene.paint, width: scene.columns};
  if (overlay !== undefined)
    return definitionOf(overlay).place === 'bottom' ? keyLine(overlayKeys(overlay, scene), undefined, look) : '';
  return keyLine(keyTables(cockpit).flat(), cockpit, look);
}
