import {FIELDS} from '../../../core/incident/drafts.js';
import {dueText, updatesDue, watchedUntil} from '../../../core/incident/due.js';
import type {Incident} from '../../../core/incident/incident.js';
import {missingRoles, ROLE_NAMES} from '../../../core/incident/roles.js';
import {roomAsked, roomTrouble} from '../../../core/incident/room.js';
import {stillFire, stillFiring} from '../../../core/incident/still-open.js';
import {type TimelineEntry, timelineOf} from '../../../core/incident/timeline.js';
import type {Fact} from '../../../core/shift/fact.js';
import {factId} from '../../../core/shift/fact-id.js';
import {heldFacts} from '../../../core/shift/log-window.js';
import {hhmm} from '../../../core/time/clock-text.js';
import {brief} from '../../../core/time/duration.js';
import type {WatchState} from '../../../core/watch-state.js';
import {flow} from '../../flow.js';
import {rule} from '../../frame/rule.js';
import {GLYPHS} from '../../glyphs.js';
import {cursorIn, type ListFrame} from '../../input/move-keys.js';
import {remembering} from '../../memo.js';
import {naming} from '../../naming.js';
import {line, type Part} from '../../row.js';
import type {Pane, Scene} from '../../scene.js';
import {front} from '../../ui-store.js';
import {clampTop} from '../../window.js';

/** The incident in front. */
export function frontIncident(scene: Scene): Incident | undefined {
  return (scene.ui.held ?? scene.watch).shift.incidents.get(front(scene.ui).subject ?? '');
}

/** What is known above, what happened below, the newest first; the cursor is on what happened. */
export function incidentPane(scene: Scene, height: number): Pane {
  const incident = frontIncident(scene);
  if (incident === undefined) {
    return {
      lines: [line(scene.paint, [{text: ' This incident is not in the log any more. esc goes back.'}], scene.columns)],
    };
  }
  const head = headLines(scene, incident, height);
  const entries = timeline(scene, incident);
  const frame = incidentFrame(scene, height);
  const {index} = cursorIn(scene.ui, frame.model);
  const at = Math.max(0, index);
  const top = clampTop(scene.ui.tops.incident ?? 0, at, {height: frame.height, count: entries.length});
  const rows = entries
    .slice(top, top + frame.height)
    .map((entry, offset) => entryRow(scene, entry, top + offset === at));
  return {lines: [...head, rule(scene), ...rows], target: head.length + 1 + at - top};
}

export function incidentFrame(scene: Scene, height: number): ListFrame {
  const incident = frontIncident(scene);
  const entries = incident === undefined ? [] : timeline(scene, incident);
  const head = incident === undefined ? 0 : headLines(scene, incident, height).length + 1;
  return {
    height: Math.max(1, height - head),
    model: {
      count: entries.length,
      at: index => {
        const entry = entries[index];
        return entry === undefined ? undefined : {id: factId(entry), name: entry.text, section: ''};
      },
      indexOf: id => entries.findIndex(entry => factId(entry) === id),
    },
  };
}

/** The entry of the timeline under the cursor. */
export function selectedEntry(scene: Scene, height: number): TimelineEntry | undefined {
  const incident = frontIncident(scene);
  if (incident === undefined) return undefined;
  return timeline(scene, incident)[Math.max(0, cursorIn(scene.ui, incidentFrame(scene, height).model).index)];
}

const remembered = remembering((incident: Incident, log: readonly Fact[], settings: WatchState['settings']) => {
  let entries: readonly TimelineEntry[] | undefined;
  return (watch: WatchState) => {
    entries ??= timelineOf(incident, log, {...naming(watch), zone: settings.ui.timeZone}).toReversed();
    return entries;
  };
});

function timeline(scene: Scene, incident: Incident): readonly TimelineEntry[] {
  const watch = scene.ui.held ?? scene.watch;
  return remembered(incident, heldFacts(watch), watch.settings)(watch);
}

/** At most half of the screen: what has to be done before what is known. */
function headLines(scene: Scene, incident: Incident, height: number): readonly string[] {
  const {paint, columns} = scene;
  const parts = [
    ...[titleParts(scene, incident), dueParts(scene, incident), noRoomParts(scene, incident)],
    ...[roleParts(incident), roomParts(scene, incident)],
    ...openParts(incident),
    ...linkParts(incident),
    ...knownParts(incident),
  ].filter(one => one.length > 0);
  const room = Math.max(2, Math.floor(height / 2) - 1);
  return parts.flatMap(one => flow(paint, one, {width: columns, indent: 1})).slice(0, room);
}

function titleParts({now, watch}: Scene, incident: Incident): readonly Part[] {
  const until = watchedUntil(incident, watch.settings.incidents);
  const over = incident.reached.resolved;
  const lasted = brief(Math.max(0, (over ?? now) - incident.startedAt));
  const firing = stillFiring(incident, watch).length;
  return [
    {text: ` ${incident.severity} ${incident.title}`, tone: 'strong'},
    {
      text: ` · ${incident.status} · ${over === undefined ? `for ${lasted}` : `lasted ${lasted}`} · ${incident.incident}`,
      tone: 'muted',
    },
    ...(until === undefined || until <= now
      ? []
      : [{text: ` · watched for ${brief(until - now)} more`, tone: 'notice' as const}]),
    ...(over === undefined || firing === 0 ? [] : [{text: ` · ${stillFire(firing)}`, tone: 'warning' as const}]),
  ];
}

function dueParts({now, watch}: Scene, incident: Incident): readonly Part[] {
  return updatesDue(incident, watch.settings.incidents).map((due, index): Part => {
    const text = dueText(due, {now, span: brief});
    const before = due.because === 'not-sent' ? ' ' : ' tell ';
    return {text: `${index === 0 ? before : ' · '}${text}`, tone: due.at <= now ? 'warning' : 'plain'};
  });
}

function roleParts(incident: Incident): readonly Part[] {
  const have = incident.roles.map(({role, person}): Part => ({text: ` ${ROLE_NAMES[role]} ${person} `}));
  const lack = missingRoles(incident)
    .filter(({need}) => need === 'required')
    .map(({role}): Part => ({text: ` no ${ROLE_NAMES[role]} `, tone: 'warning'}));
  return [...have, ...lack];
}

/** What became of asking for a room that is not there. */
function noRoomParts({watch}: Scene, {incident, room}: Incident): readonly Part[] {
  const asked = room === undefined ? roomAsked(incident, watch) : undefined;
  if (asked === undefined) return [];
  const why = asked.trouble === undefined ? '' : `: ${asked.trouble.reason}`;
  return asked.state === 'requested'
    ? [{text: ` room asked for at ${asked.target}${why}`, tone: why === '' ? 'muted' : 'warning'}]
    : [{text: ` no room${why} (c asks again)`, tone: 'warning'}];
}

function roomParts({watch}: Scene, {incident, room}: Incident): readonly Part[] {
  if (room === undefined) return [];
  const trouble = roomTrouble(incident, watch);
  return [
    {text: ` room #${room.name} `},
    ...(room.url === undefined ? [] : [{text: room.url, tone: 'muted' as const}]),
    ...(trouble === undefined ? [] : [{text: ` ${trouble}`, tone: 'warning' as const}]),
  ];
}

function openParts({tasks, measures}: Incident): readonly (readonly Part[])[] {
  const todo = tasks.filter(({doneAt}) => doneAt === undefined);
  const inPlace = measures.filter(({removedAt}) => removedAt === undefined);
  return [
    ...inPlace.map(({text}): readonly Part[] => [{text: ` temporary: ${text}`, tone: 'warning'}]),
    ...todo.map(({text, owner}): readonly Part[] => [
      {text: ` to do: ${text}${owner === undefined ? '' : ` (${owner})`}`},
    ]),
  ];
}

function linkParts({links}: Incident): readonly (readonly Part[])[] {
  return links.map(({title, url}): readonly Part[] => [{text: ` ${title} `}, {text: url, tone: 'muted'}]);
}

function knownParts({fields}: Incident): readonly (readonly Part[])[] {
  return Object.entries(FIELDS).flatMap(([name, word]) => {
    const value = fields[name];
    return value === undefined ? [] : [[{text: ` ${word} `, tone: 'muted'} as const, {text: value}]];
  });
}

function entryRow({paint, columns, watch}: Scene, entry: TimelineEntry, selected: boolean): string {
  return line(
    paint,
    [
      {text: selected ? GLYPHS.cursor : ' '},
      {text: `${hhmm(entry.on, watch.settings.ui.timeZone)} `, tone: 'muted'},
      {text: entry.pinned ? '* ' : '', tone: 'notice'},
      {
        text: `${entry.text}${entry.corrected ? ' (corrected)' : ''}`,
        tone: selected || entry.pinned ? 'strong' : 'plain',
      },
    ],
    columns,
  );
}
