import {type AlertKey, alertKey} from '../core/alert/alert.js';
import {type AlertGroup, groupsOfAlerts, type Standing, standingOf} from '../core/escalation/alert-groups.js';
import type {Escalate} from '../core/escalation/command.js';
import {callsOf} from '../core/escalation/decide-escalate.js';
import {deliveriesAbout} from '../core/escalation/deliveries.js';
import type {Delivery} from '../core/escalation/delivery.js';
import {type LadderRow, type LadderView, ladderView} from '../core/escalation/ladder-view.js';
import type {KnownTarget} from '../core/settings.js';
import type {WatchState} from '../core/watch-state.js';
import {cursorIn, type ListFrame} from './input/move-keys.js';
import {remembering} from './memo.js';
import type {Scene} from './scene.js';
import {type Escalating, front} from './ui-store.js';
import type {ListModel} from './window.js';

/** A row of the escalation in front: whom to call, or what was sent. */
export type EscalateRow =
  | {readonly kind: 'level'; readonly id: string; readonly level: LadderRow}
  | {readonly kind: 'delivery'; readonly id: string; readonly delivery: Delivery}
  | {readonly kind: 'target'; readonly id: string; readonly target: KnownTarget};

export interface EscalateModel {
  readonly subject: AlertKey;
  readonly name: string;
  /** Absent when nothing of it fires any more. */
  readonly group?: AlertGroup;
  /** Absent when all of it is held back. */
  readonly standing?: Standing;
  readonly ladder?: LadderView;
  /** Levels first, then what was sent, the newest first, then every target there is. */
  readonly rows: readonly EscalateRow[];
}

const NOTHING: Escalating = {subject: '', name: '', alerts: []};
/** Older ones are in the list of deliveries. */
const MOST_SENT = 30;

export function escalateModel({ui, watch, now}: Pick<Scene, 'ui' | 'watch' | 'now'>): EscalateModel {
  return modelOf(ui.held ?? watch, ui.escalating[front(ui).subject ?? ''] ?? NOTHING, now);
}

const modelOf = remembering((watch: WatchState, {subject, name, alerts}: Escalating, now: number): EscalateModel => {
  const [group] = groupsOfAlerts(alerts, watch);
  const lead = group?.alerts[0];
  const standing = group && standingOf(group, watch, now);
  const ladder = lead === undefined ? undefined : ladderView(alertKey(lead), watch, now);
  const keys = new Set([...alerts, ...(group?.alerts ?? []).map(alertKey)]);
  const since = standing?.since ?? watch.shift.shift?.startedAt ?? 0;
  return {
    subject,
    name: standing?.title ?? name,
    ...(group && {group}),
    ...(standing && {standing}),
    ...(ladder && {ladder}),
    rows: [
      ...(ladder?.rows ?? []).map(level => ({kind: 'level' as const, id: `level ${level.name}`, level})),
      ...deliveriesAbout(keys, watch, since)
        .slice(0, MOST_SENT)
        .map(delivery => ({kind: 'delivery' as const, id: delivery.delivery, delivery})),
      ...(group === undefined ? [] : watch.settings.targets)
        .filter(({powers}) => powers.create === true)
        .map(target => ({kind: 'target' as const, id: `target ${target.name}`, target})),
    ],
  };
});

/** The list that the cursor moves in, in a window of so many lines. */
export function escalateFrame(scene: Scene, height: number): ListFrame {
  return {height, model: listOf(escalateModel(scene))};
}

function listOf({rows}: EscalateModel): ListModel {
  return {
    count: rows.length,
    at: index => {
      const row = rows[index];
      return row === undefined ? undefined : {id: row.id, name: row.id, section: row.kind};
    },
    indexOf: id => rows.findIndex(row => row.id === id),
  };
}

/** The row under the cursor; none where what was there is gone. */
export function selectedRow(scene: Scene): EscalateRow | undefined {
  const model = escalateModel(scene);
  return model.rows[cursorIn(scene.ui, listOf(model)).index];
}

/** What the operator adds to the page about a subject is kept under this name. */
export function noteName(subject: AlertKey): string {
  return `page ${subject}`;
}

/** What calling the level or the target of a row is asked for with; undefined for what calls nobody. */
export function commandOf(scene: Scene, row: EscalateRow | undefined): Escalate | undefined {
  const {group, subject} = escalateModel(scene);
  if (group === undefined || row === undefined || row.kind === 'delivery') return undefined;
  const message = (scene.ui.typed[noteName(subject)] ?? '').trim();
  return {
    type: 'escalate',
    alerts: group.alerts.map(alertKey),
    ...(row.kind === 'level' ? {level: row.level.level} : {targets: [row.target.name]}),
    ...(message === '' ? {} : {message}),
  };
}

/** What that would come to in a state; a string says why to nothing, and what to do instead. */
export function callsIn(watch: WatchState, command: Escalate, at: number): ReturnType<typeof callsOf> {
  return callsOf(command, watch, {at, by: watch.settings.operator});
}
