import {actionOf} from '../../../core/alert/action.js';
import {type Alert, alertKey} from '../../../core/alert/alert.js';
import {detailOf, summaryOf} from '../../../core/alert/summary.js';
import type {BoardRow} from '../../../core/board/board.js';
import {ackingNote, rowNotes} from '../../../core/board/row-notes.js';
import {asOfText} from '../../../core/board/row-text.js';
import {doingText, rowPresence} from '../../../core/board/team-notes.js';
import {counted} from '../../../core/counted.js';
import {hhmmss} from '../../../core/time/clock-text.js';
import {coarse} from '../../../core/time/duration.js';
import {changesFor, curveParts, historyText, linksFor} from '../../about-alert.js';
import {rowName} from '../../board-model.js';
import {GLYPHS} from '../../glyphs.js';
import {closestTo} from '../../related.js';
import {type Part, wrap} from '../../row.js';
import type {Scene} from '../../scene.js';
import type {Tone} from '../../theme.js';

type Parts = readonly Part[];

const MOST_TEXT = 3;
const MOST_CHANGES = 4;
const MOST_MEMBERS = 12;

/** What the selected row says of itself: name and history, what to do, its text, expression and curve, where to go. */
export function rowParts(
  scene: Scene,
  row: BoardRow,
  room: {readonly width: number; readonly height: number},
): readonly Parts[] {
  const {alert} = row.lead;
  const action = actionParts(row, room.width);
  const curve = curveParts(scene, alert, room.width);
  const spare = room.height - 2 - action.length - (curve === undefined ? 0 : 1);
  const width = room.width - 2;
  const summary = textParts(summaryOf(alert.annotations), {width, lines: Math.max(1, Math.min(MOST_TEXT, spare))});
  const more = textParts(detailOf(alert.annotations), {width, lines: Math.min(MOST_TEXT, spare - summary.length)});
  return [
    headParts(scene, row),
    ...action,
    ...summary,
    ...more,
    ...(curve === undefined ? [] : [curve]),
    pointers(scene, row),
  ];
}

function headParts(scene: Scene, row: BoardRow): Parts {
  const {watch, now} = scene;
  const many = row.items.length > 1 ? ` ${GLYPHS.dot} ${row.items.length} alerts` : '';
  const since = `since ${hhmmss(row.since, watch.settings.ui.timeZone)} (${coarse(now - row.since)})`;
  const history = historyText(scene, row.lead.key);
  const notes = [
    ...ackingNote(row, watch),
    ...rowNotes(row, watch, {now, precise: false, unicode: scene.capabilities.unicode}),
    ...rowPresence(row, watch).map(doingText),
  ];
  return [
    {text: ` ${rowName(row)}`, tone: 'strong'},
    ...[asOfText(row, watch, now) ?? [], notes]
      .flat()
      .flatMap((text): Parts => [{text: ` ${GLYPHS.dot} `}, {text, tone: 'warning'}]),
    {text: ` ${GLYPHS.dot} ${row.severity} ${GLYPHS.dot} ${since}${many} ${GLYPHS.dot} ${history}`},
  ];
}

/** Whoever wrote the rule says what to do: that comes before what it is. */
function actionParts({lead}: BoardRow, width: number): readonly Parts[] {
  const action = actionOf(lead.alert.annotations);
  if (action === undefined) return [];
  const label = 'action ';
  return [
    [
      {text: ` ${label}`, tone: 'muted'},
      {text: action, width: width - label.length - 1, tone: 'strong'},
    ],
  ];
}

/** What was changed lately and what was noted, newest first, in at most `most` lines. */
export function aroundParts(scene: Scene, alert: Alert, most: number): readonly Parts[] {
  const {watch, now} = scene;
  const changes = changesFor(scene, alertKey(alert), alert)
    .slice(0, MOST_CHANGES)
    .map(change => ({at: change.on, what: 'changed', text: change.text}));
  const notes = watch.shift.notes
    .filter(({alert: about}) => about !== undefined && alertKey(about) === alertKey(alert))
    .map(note => ({at: note.at, what: 'noted', text: `${note.by}: ${note.text}`}));
  return [...changes, ...notes]
    .sort((a, b) => b.at - a.at)
    .slice(0, Math.max(0, most))
    .map(({at, what, text}) => [{text: ` ${what} ${coarse(now - at)} ago `, tone: 'muted'}, {text}]);
}

/** Every label: those that the columns above leave out are often the ones that matter. */
export function labelParts({lead}: BoardRow, width: number): readonly Parts[] {
  const pairs = Object.entries(lead.alert.labels).filter(([name]) => name !== 'alertname');
  const text = pairs.map(([name, value]) => `${name}=${value}`).join(' ');
  return textParts(text, {width: width - 2, lines: 2, tone: 'muted'});
}

/** Which alerts a group is made of, by what tells them apart. */
export function membersParts({items, lead}: BoardRow): readonly Parts[] {
  if (items.length < 2) return [];
  const differing = Object.keys(lead.alert.labels).filter(
    name => new Set(items.slice(0, MOST_MEMBERS).map(({alert}) => alert.labels[name])).size > 1,
  );
  const members = items
    .slice(0, MOST_MEMBERS)
    .map(({alert}) => differing.map(name => alert.labels[name] ?? '').join('/') || alert.source);
  const rest = items.length > MOST_MEMBERS ? ` and ${items.length - MOST_MEMBERS} more` : '';
  return [[{text: ` each ${differing.join('/') || 'source'} `, tone: 'muted'}, {text: `${members.join('  ')}${rest}`}]];
}

interface TextLook {
  readonly width: number;
  readonly lines: number;
  readonly tone?: Tone;
}

function textParts(text: string, {width, lines, tone = 'plain'}: TextLook): readonly Parts[] {
  if (text === '' || lines < 1) return [];
  const wrapped = wrap(text, width);
  const shown = wrapped.slice(0, lines);
  // The last line takes the rest, so that the cut says that there is more.
  if (wrapped.length > lines) shown.splice(lines - 1, 1, wrapped.slice(lines - 1).join(' '));
  return shown.map(said => [{text: ' '}, {text: said, width, tone}]);
}

/** Where to go from here: links, and what else has something in common. */
function pointers(scene: Scene, {lead}: BoardRow): Parts {
  const {watch} = scene;
  const parts: Part[] = [{text: ' '}];
  for (const {name, url} of linksFor(scene, lead.alert).slice(0, 4)) {
    const text = `${name} ${GLYPHS.link}`;
    parts.push({text, width: name.length + 2, painted: scene.link(text, url)}, {text: '   '});
  }
  const {count, shared} = closestTo(lead.alert, watch.live.alerts);
  if (count > 0) {
    const said = `${counted(count, 'alert shares', 'alerts share')} ${shared.slice(0, 3).join(' ')}`;
    parts.push({text: said, tone: 'muted'});
  }
  return parts;
}
