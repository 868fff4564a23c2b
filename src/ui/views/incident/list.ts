import {type UpdateDue, updatesDue} from '../../../core/incident/due.js';
import {holderOf, type Incident, isOpen} from '../../../core/incident/incident.js';
import {coarse} from '../../../core/time/duration.js';
import type {WatchState} from '../../../core/watch-state.js';
import {GLYPHS} from '../../glyphs.js';
import {cursorIn, type ListFrame} from '../../input/move-keys.js';
import {remembering} from '../../memo.js';
import {line, spread} from '../../row.js';
import type {Pane, Scene} from '../../scene.js';
import {clampTop} from '../../window.js';

const TITLE_LINES = 1;

/** The open ones first, then the newest. */
const ordered = remembering((incidents: WatchState['shift']['incidents']): readonly Incident[] =>
  [...incidents.values()].sort((a, b) => Number(isOpen(b)) - Number(isOpen(a)) || b.startedAt - a.startedAt),
);

export function incidentsFrame(scene: Scene, height: number): ListFrame {
  const list = shown(scene);
  return {
    height: Math.max(1, height - TITLE_LINES),
    model: {
      count: list.length,
      at: index => {
        const one = list[index];
        return one === undefined ? undefined : {id: one.incident, name: one.title, section: ''};
      },
      indexOf: id => list.findIndex(one => one.incident === id),
    },
  };
}

/** The incident under the cursor. */
export function selectedIncident(scene: Scene): Incident | undefined {
  return shown(scene)[cursorIn(scene.ui, incidentsFrame(scene, 0).model).index];
}

export function incidentsPane(scene: Scene, height: number): Pane {
  const list = shown(scene);
  const frame = incidentsFrame(scene, height);
  const {index} = cursorIn(scene.ui, frame.model);
  const top = clampTop(scene.ui.tops.incidents ?? 0, index, {height: frame.height, count: list.length});
  const rows = list
    .slice(top, top + frame.height)
    .map((incident, offset) => row(scene, incident, top + offset === index));
  const empty = line(
    scene.paint,
    [{text: ' No incident was declared. i on an alert declares one, :incident one that no alert told of.'}],
    scene.columns,
  );
  const open = list.filter(isOpen).length;
  return {
    lines: [
      spread(
        scene.paint,
        {
          left: [
            {text: ' Incidents', tone: 'strong'},
            {text: ` ${open} open, ${list.length - open} over`, tone: 'muted'},
          ],
          right: [],
        },
        scene.columns,
      ),
      ...(rows.length > 0 ? rows : [empty]),
    ],
    ...(index < 0 ? {} : {target: TITLE_LINES + index - top}),
  };
}

function shown(scene: Scene): readonly Incident[] {
  return ordered((scene.ui.held ?? scene.watch).shift.incidents);
}

function row(scene: Scene, incident: Incident, selected: boolean): string {
  const {paint, columns, now, watch} = scene;
  const [due] = updatesDue(incident, watch.settings.incidents);
  const late = due !== undefined && due.at <= now;
  const dueText = due === undefined ? '' : shortDue(due, now);
  return line(
    paint,
    [
      {text: selected ? GLYPHS.cursor : ' '},
      {text: `${incident.severity} `, tone: isOpen(incident) ? 'strong' : 'muted'},
      {text: incident.status, width: 14},
      {text: coarse(now - incident.startedAt), width: 5, tone: 'muted'},
      ...(columns >= 80 ? [{text: holderOf(incident, 'commander') ?? 'nobody', width: 10}] : []),
      ...(columns >= 80 ? [{text: dueText, width: 20, tone: late ? ('warning' as const) : ('muted' as const)}] : []),
      {text: incident.title, tone: selected ? 'strong' : 'plain'},
    ],
    columns,
  );
}

/** In the few cells that a column has. */
function shortDue({audience, at, because}: UpdateDue, now: number): string {
  if (because === 'not-sent') return `${audience} NOT SENT`;
  return `${audience} ${at <= now ? `late ${coarse(now - at)}` : coarse(at - now)}`;
}
