import {summaryOf} from '../../../core/alert/summary.js';
import type {Board, BoardRow} from '../../../core/board/board.js';
import {rowNotes} from '../../../core/board/row-notes.js';
import {hhmmss} from '../../../core/time/clock-text.js';
import {coarse} from '../../../core/time/duration.js';
import {curveLine, historyText, linksFor, relatedTo} from '../../about-alert.js';
import {boardCursor, rowName} from '../../board-model.js';
import {rule} from '../../frame/rule.js';
import {GLYPHS} from '../../glyphs.js';
import {isRoomy} from '../../layout.js';
import {line, type Part} from '../../row.js';
import type {Scene} from '../../scene.js';

/** Lines below the table: a rule and what is known of the selected row, or one line on small screens. */
export function detailHeight(scene: Scene, height: number): number {
  // On small screens a message takes the detail's line, so that the rows stay where they are.
  if (!isRoomy(scene)) return height >= 8 && scene.ui.message === undefined ? 1 : 0;
  if (height < 14) return 1;
  return height >= 26 ? 6 : 5;
}

export function detailLines(scene: Scene, board: Board, height: number): readonly string[] {
  if (height === 0) return [];
  const at = boardCursor(scene, board);
  const row = at?.row;
  if (height === 1) return [row === undefined ? '' : shortLine(scene, row)];
  const said = row === undefined ? [] : longLines(scene, row);
  const lines = [rule(scene), ...said].slice(0, height);
  return [...lines, ...Array.from({length: height - lines.length}, () => '')];
}

function shortLine({paint, columns, watch, now, capabilities}: Scene, row: BoardRow): string {
  const notes = rowNotes(row, watch, {now, precise: false, unicode: capabilities.unicode});
  const said = [summaryOf(row.lead.alert.annotations), ...notes].filter(text => text !== '').join(` ${GLYPHS.dot} `);
  return line(paint, [{text: ` ${rowName(row)}`, tone: 'strong'}, {text: `  ${said}`}], columns);
}

function longLines(scene: Scene, row: BoardRow): readonly string[] {
  const {paint, columns, watch, now} = scene;
  const {alert, key} = row.lead;
  const zone = watch.settings.ui.timeZone;
  const many = row.items.length > 1 ? ` ${GLYPHS.dot} ${row.items.length} alerts` : '';
  const head: Part[] = [
    {text: ` ${rowName(row)}`, tone: 'strong'},
    {
      text: ` ${GLYPHS.dot} ${row.severity} ${GLYPHS.dot} since ${hhmmss(row.since, zone)} (${coarse(now - row.since)})${many} ${GLYPHS.dot} ${historyText(scene, key)}`,
    },
  ];
  const text = alert.annotations.description ?? summaryOf(alert.annotations);
  const summary = text.replace(/\s+/g, ' ').trim();
  const curve = curveLine(scene, alert, columns);
  return [
    line(paint, head, columns),
    ...(summary === '' ? [] : [line(paint, [{text: ` ${summary}`}], columns)]),
    ...(curve === undefined ? [] : [curve]),
    pointersLine(scene, row),
  ];
}

/** Where to go from here: links, and what else has something in common. */
function pointersLine(scene: Scene, {lead}: BoardRow): string {
  const {paint, columns, watch} = scene;
  const links = linksFor(scene, lead.alert).slice(0, 4);
  const parts: Part[] = [{text: ' '}];
  for (const {name, url} of links) {
    const text = `${name} ${GLYPHS.link}`;
    parts.push({text, width: name.length + 2, painted: scene.link(text, url)}, {text: '   '});
  }
  const related = relatedTo(lead.alert, watch.live.alerts);
  const best = related[0];
  if (best !== undefined) {
    const most = related.filter(one => one.shared.length === best.shared.length).length;
    parts.push({
      text: `${most} ${most === 1 ? 'alert shares' : 'alerts share'} ${best.shared.slice(0, 3).join(' ')}`,
      tone: 'muted',
    });
  }
  return line(paint, parts, columns);
}
