import {escalationText} from '../../../core/shift/escalation-text.js';
import {cells, cut} from '../../../lib/cells.js';
import {plainText} from '../../../lib/plain-text.js';
import {line} from '../../row.js';
import type {OpenWalk} from '../../runbook-model.js';
import type {Scene} from '../../scene.js';

/** When the runbook wants somebody called, as one line; none where it has no such timer. */
export function escalationLines(scene: Scene, {walk}: OpenWalk): readonly string[] {
  const said = escalationText(walk, scene.watch.shift, scene.now);
  if (said === undefined) return [];
  const [before, to, after] = said.parts.map(part => plainText(part)) as [string, string, string];
  const room = Math.max(0, scene.columns - cells(` ${before}${after}`));
  const text = ` ${before}${cut(to, room)}${after}`;
  return [line(scene.paint, [{text, tone: said.due ? 'warning' : 'muted'}], scene.columns)];
}
