import {banners} from '../../core/board/banner.js';
import {sourceWords} from '../../core/board/source-words.js';
import {counted} from '../../core/counted.js';
import {cells, cut} from '../../lib/cells.js';
import {boardCursor, boardOf, rowName, wholeBoardOf} from '../board-model.js';
import {GLYPHS} from '../glyphs.js';
import {definitionOf} from '../overlays/index.js';
import {longPage} from '../overlays/long-page.js';
import {line, oneRow} from '../row.js';
import type {Scene} from '../scene.js';
import {messageOf} from './message.js';

/** What is shown where nothing fits: the counts, the loudest warning, the row that keys act on, what was said. */
export function smallLines(scene: Scene): readonly string[] {
  const {paint, columns, rows, ui} = scene;
  const said = messageOf(scene)?.text;
  const lines = [countsLine(scene), ...warningLines(scene), rowLine(scene), ...overlayLines(scene)];
  const last = said ?? (ui.overlay === undefined ? keysLine(columns) : 'esc back');
  return [
    ...lines,
    line(paint, [{text: said === undefined ? last : said, tone: said === undefined ? 'muted' : 'plain'}], columns),
  ].slice(0, Math.max(1, rows));
}

/** Where there is no room for the keys, too, what it takes to see more counts. */
function keysLine(columns: number): string {
  const keys = 'a ack  q quit  40x10 shows more';
  return cells(keys) <= columns ? keys : '40x10 shows more';
}

function countsLine(scene: Scene): string {
  const {shelves} = wholeBoardOf(scene);
  const blind = [...scene.watch.live.sources.values()]
    .map(health => sourceWords(health, scene.now))
    .filter(words => words.tone !== 'good');
  const trust = blind.length === 0 ? GLYPHS.up : `${GLYPHS.failed}${blind.map(words => words.source).join(' ')}`;
  const need = shelves['needs-you'];
  return line(
    scene.paint,
    [
      {text: `${counted(need.alerts, 'needs you', 'need you')} `, tone: need.alerts > 0 ? 'strong' : 'plain'},
      {text: `P1 ${need.severities.P1} `, tone: 'criticalStrong'},
      {text: trust, tone: 'muted'},
    ],
    scene.columns,
  );
}

function warningLines(scene: Scene): readonly string[] {
  const [loudest] = banners(scene.watch, scene.now).filter(banner => banner.tone === 'alarm');
  return loudest === undefined ? [] : [scene.paint('alarm', cut(oneRow(loudest.brief ?? loudest.text), scene.columns))];
}

function rowLine(scene: Scene): string {
  const at = boardCursor(scene, boardOf(scene));
  if (at?.row === undefined)
    return line(
      scene.paint,
      [{text: at?.kind === 'left' ? `${at.cursor.name} resolved` : 'nothing needs you'}],
      scene.columns,
    );
  return line(
    scene.paint,
    [
      {text: `${GLYPHS.cursor}${at.row.severity} `, tone: 'strong'},
      {text: rowName(at.row), tone: 'strong'},
    ],
    scene.columns,
  );
}

function overlayLines(scene: Scene): readonly string[] {
  const {overlay} = scene.ui;
  if (overlay === undefined) return [];
  const definition = definitionOf(overlay);
  const title = cut(definition.title(overlay, scene), scene.columns);
  return [title, ...longPage(overlay, scene).lines, ...definition.lines(overlay, scene, scene.columns)];
}
