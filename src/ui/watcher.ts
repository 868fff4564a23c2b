import type {Board, BoardRow} from '../core/board/board.js';
import {isUnknown} from '../core/board/empty.js';
import {isBlind} from '../core/board/source-words.js';
import {counted} from '../core/counted.js';
import {loudDeliveries} from '../core/escalation/deliveries.js';
import {dueLevels} from '../core/escalation/due-levels.js';
import {runUnderWay} from '../core/runbook/walk.js';
import {silentWatchdogs} from '../core/shift/missing-watchdogs.js';
import type {WatchState} from '../core/watch-state.js';
import {plainText} from '../lib/plain-text.js';
import {hush, hushRefusal, say, sayNowAnswered} from './actions/say.js';
import {boardCursor, boardList, boardOf, holds, NOWHERE, wholeBoardOf} from './board-model.js';
import type {Cockpit} from './cockpit.js';
import {hasNewPages} from './new-pages.js';
import type {Scene} from './scene.js';
import {tellTurn} from './tell-turn.js';
import type {Cursor, Trace} from './ui-store.js';
import {keepReading} from './views/alert/keep-reading.js';

/** How long a mark stays where a row was. */
const TRACE_MS = 3000;
/** How long a result stands above the key line, and what did not work. */
const RESULT_MS = 8_000;
const WARNING_MS = 20_000;
/** Rows around the cursor that are looked at for marks: no screen shows more. */
const IN_SIGHT = 120;

/** What the cockpit does by itself when the state changes: marks where rows were, the window's title, the bell. */
export function followWatch(cockpit: Cockpit): () => void {
  let watch = cockpit.scenes.getState().watch;
  let board = boardOf(cockpit.scenes.getState());
  let alarmed = alarmsIn(cockpit.scenes.getState());
  let whole = wholeBoardOf(cockpit.scenes.getState());
  let title = '';
  let left: Left | undefined;
  let under: Under = {};
  let seen = cockpit.scenes.getState();

  function look(): void {
    const scene = cockpit.scenes.getState();
    const before = board;
    board = boardOf(scene);
    // First, because whatever moves the cursor below looks again, and finds the row gone already.
    if (scene.watch !== watch) {
      leaveTraces(cockpit, before, board);
      takeBack(cockpit, watch);
      tellTurn(cockpit, watch);
    }
    hushSaid(cockpit, scene);
    pinCursor(cockpit, board);
    followRow(cockpit, board);
    left = leaveMark(cockpit, board, left);
    keepReading(cockpit, seen, scene);
    seen = scene;
    const last = under;
    under = underCursor(cockpit.scenes.getState(), board);
    tellUnseen(cockpit, last, under);
    if (scene.watch === watch && title !== '') return;
    watch = scene.watch;
    const alarms = alarmsIn(scene);
    const all = wholeBoardOf(scene);
    const isNew = hasNewPages(whole, all) || [...alarms].some(key => !alarmed.has(key));
    if (scene.watch.settings.ui.bell && isNew) cockpit.screen.bell();
    alarmed = alarms;
    whole = all;
    const next = titleOf(scene);
    if (scene.watch.settings.ui.title && next !== title) cockpit.screen.title(next);
    title = next;
  }

  pinCursor(cockpit, board);
  look();
  return cockpit.scenes.subscribe(look);
}

/** What was said is taken back when news make it untrue: that nobody answers, and that a source has not answered yet. */
function takeBack(cockpit: Cockpit, before: WatchState): void {
  const {watch, ui} = cockpit.scenes.getState();
  if (before.warming && !watch.warming) sayNowAnswered(cockpit);
  if (hasEnded(before, watch)) hushRefusal(cockpit);
  const isCutOff = !watch.recording.ok && watch.recording.kind === 'cut-off';
  if (ui.message?.unheard === true && !isCutOff) say(cockpit, 'Answered again. Look whether the last key was done.');
}

/** A statement that a key had to wait for runs no more. */
function hasEnded(before: WatchState, now: WatchState): boolean {
  if (before.shift.walks === now.shift.walks) return false;
  const waiting = [...before.shift.walks.values()].filter(walk => runUnderWay(walk) !== undefined);
  return waiting.some(({walk}) => {
    const after = now.shift.walks.get(walk);
    return after === undefined || runUnderWay(after) === undefined;
  });
}

function hushSaid(cockpit: Cockpit, scene: Scene): void {
  if (isSaid(scene)) hush(cockpit);
}

/** Whether what was said has stood long enough to be read; what is still under way, or went wrong, stays. */
function isSaid({ui, watch, now}: Scene): boolean {
  const {message} = ui;
  if (message === undefined || message.unheard === true || message.tone === 'critical') return false;
  const followed = (message.follow?.acks ?? []).flatMap(id => watch.shift.acks.get(id) ?? []);
  if (followed.some(ack => ack.status === 'requested')) return false;
  const news = followed.map(ack => ack.endedAt ?? ack.silence?.placedAt ?? 0);
  const stands = message.tone === 'warning' ? WARNING_MS : RESULT_MS;
  return now - Math.max(message.at, ...news) > stands * (watch.replay?.speed ?? 1);
}

/** The cursor stays on the first row until a key is pressed; then it holds on to its alert. */
function pinCursor(cockpit: Cockpit, board: Board): void {
  const {cursors, touched, overlay} = cockpit.ui.getState();
  if (cursors.board === undefined) firstRow(cockpit, board);
  else if (!touched && overlay === undefined && boardList(board).at(0)?.id !== cursors.board.id)
    goOn(cockpit, board, 0);
}

/** What is under the cursor, and what put it there. */
interface Under {
  readonly cursor?: Cursor | undefined;
  readonly row?: BoardRow | undefined;
}

/**
 * Another row can come under a cursor that nobody moved: a filter hides the one before, its group has other alerts.
 * Until that is on the screen, no key means it.
 */
function tellUnseen(cockpit: Cockpit, before: Under, {cursor, row}: Under): void {
  const {row: last} = before;
  if (last === undefined || row === undefined || row === last || before.cursor?.id !== cursor?.id) return;
  if (row.items.some(item => holds(last, item.key))) return;
  const generation = cockpit.ui.getState().generation + 1;
  cockpit.ui.setState({moved: {from: NOWHERE, generation}, generation});
}

function underCursor({ui, watch}: Scene, board: Board): Under {
  const at = boardCursor({ui, watch}, board);
  return {cursor: ui.cursors.board, row: at?.kind === 'row' ? at.row : undefined};
}

/** The cursor comes to the top row of a board that was empty. */
function firstRow(cockpit: Cockpit, board: Board): void {
  const row = boardList(board).at(0);
  if (row === undefined) return;
  cockpit.ui.setState(({cursors, generation}) => ({
    cursors: {...cursors, board: {...row, place: 0}},
    moved: {from: NOWHERE, generation: generation + 1},
    generation: generation + 1,
  }));
}

/** The mark that the cursor is on, and since when (Unix ms). */
interface Left {
  readonly id: string;
  readonly since: number;
}

/** From the mark of a row that has left, the cursor goes on after a moment to the row that took its place. */
function leaveMark(cockpit: Cockpit, board: Board, left: Left | undefined): Left | undefined {
  const {ui, watch, now} = cockpit.scenes.getState();
  const at = boardCursor({ui, watch}, board);
  if (at?.kind !== 'left') return undefined;
  if (left?.id !== at.cursor.id) return {id: at.cursor.id, since: now};
  if (now - left.since < TRACE_MS || ui.overlay !== undefined) return left;
  if (board.rows.length === 0) {
    const {board: _gone, ...cursors} = ui.cursors;
    cockpit.ui.setState({cursors, touched: false});
  } else goOn(cockpit, board, Math.min(at.place, board.rows.length - 1));
  return undefined;
}

/** Moves the cursor unasked: nobody has seen it there before the next frame is out. */
function goOn(cockpit: Cockpit, board: Board, index: number): void {
  const {cursors, moved, generation} = cockpit.ui.getState();
  const row = boardList(board).at(index);
  if (row === undefined || cursors.board === undefined) return;
  const unseen = moved !== undefined && cockpit.painted() < moved.generation;
  const from = unseen ? moved.from : cursors.board;
  cockpit.ui.setState({
    cursors: {...cursors, board: {...row, place: index}},
    moved: {from, generation: generation + 1},
    generation: generation + 1,
  });
}

/** A row may be renamed (its route group becomes known) and moves as others come and go: the cursor stays with it. */
function followRow(cockpit: Cockpit, board: Board): void {
  const scene = cockpit.scenes.getState();
  const at = boardCursor(scene, board);
  const cursor = scene.ui.cursors.board;
  if (at?.kind !== 'row' || cursor === undefined || (at.row.key === cursor.id && at.index === cursor.place)) return;
  if (at.row.key === cursor.id || at.row.items.some(item => item.key === cursor.alert))
    putCursor(cockpit, board, at.index);
}

function putCursor(cockpit: Cockpit, board: Board, index: number): void {
  const row = boardList(board).at(index);
  if (row !== undefined) cockpit.ui.setState(ui => ({cursors: {...ui.cursors, board: {...row, place: index}}}));
}

/** What is worth a bell beside new pages, by identity: each rings once. */
function alarmsIn(scene: Scene): ReadonlySet<string> {
  const {shift, settings, recording} = scene.watch;
  const worse = [...shift.acks.values()]
    .filter(ack => ack.reminder?.because === 'severity' && ack.status !== 'ended' && ack.by === settings.operator)
    .map(ack => `${ack.ack} ${ack.reminder?.at}`);
  const silent = silentWatchdogs(scene.watch).map(({source, since}) => `watchdog ${source} ${since}`);
  const failedAt = recording.after?.since ?? (recording.ok ? undefined : recording.since);
  const deaf =
    failedAt === undefined || (!recording.ok && recording.kind === 'read-only') ? [] : [`recording ${failedAt}`];
  const lost = loudDeliveries(scene.watch, scene.now).lost.map(({delivery}) => `not sent ${delivery}`);
  const sends = dueLevels(scene.watch, scene.now).announced.map(({group, sendsAt}) => `sends ${group} ${sendsAt}`);
  return new Set([...worse, ...silent, ...deaf, ...lost, ...sends]);
}

/** What makes the rest doubtful: Watchdogs that are missing, sources that do not answer. */
function deafText({watch, now}: Scene): string {
  const missing = [...new Set(silentWatchdogs(watch).map(({source}) => source))];
  const blind = [...watch.live.sources.values()].filter(health => isBlind(health, now)).map(({source}) => source);
  return [
    missing.length > 0 ? `no Watchdog from ${missing.join(' and ')} · ` : '',
    blind.length > 0 ? `${blind.join(' and ')} blind · ` : '',
  ].join('');
}

function titleOf(scene: Scene): string {
  const {alerts, severities, rows} = wholeBoardOf(scene).shelves['needs-you'];
  const deaf = `${scene.watch.replay === undefined ? '' : 'REPLAY · '}${deafText(scene)}`;
  if (alerts === 0) {
    const calm = isUnknown(scene.watch, scene.now) ? 'nothing is known' : 'nothing needs you';
    return plainText(`wk: ${deaf}${calm}`, {maxLength: 80});
  }
  const lead = rows[0];
  const worst = severities.P1 > 0 ? `P1 ${severities.P1} · ` : '';
  return plainText(
    `wk: ${deaf}${worst}${counted(alerts, 'needs you', 'need you')}${lead === undefined ? '' : ` · ${lead.lead.name}`}`,
    {
      maxLength: 80,
    },
  );
}

/** Marks for the rows in sight that went to another shelf or ended. */
function leaveTraces(cockpit: Cockpit, before: Board, after: Board): void {
  const scene = cockpit.scenes.getState();
  const {ui, now} = scene;
  // A replay moves on faster than marks can be read, and goes back.
  if (before === after || ui.held !== undefined || scene.watch.replay !== undefined) return;
  const top = ui.tops.board ?? 0;
  const left = before.rows
    .slice(top, top + IN_SIGHT)
    .flatMap((row, offset) => traceOf(row, {after, whole: wholeBoardOf(scene)}, {place: top + offset, now}));
  const kept = ui.traces.filter(trace => trace.until > now);
  if (left.length > 0 || kept.length < ui.traces.length) {
    cockpit.ui.setState({traces: [...kept, ...left].sort((a, b) => a.place - b.place)});
  }
}

function traceOf(
  row: BoardRow,
  {after, whole}: {readonly after: Board; readonly whole: Board},
  at: {readonly place: number; readonly now: number},
): readonly Trace[] {
  if (row.depth === 1) return [];
  const heir = after.rowOf.get(row.lead.key);
  if (heir !== undefined && heir.shelf === row.shelf) return [];
  const to = (heir ?? whole.rowOf.get(row.lead.key))?.shelf ?? 'gone';
  const hidden = heir === undefined && to !== 'gone' ? {hidden: true as const} : {};
  return [
    {id: row.key, name: row.lead.name, place: at.place, from: row.shelf, to, ...hidden, until: at.now + TRACE_MS},
  ];
}
