import {counted} from '../../../core/counted.js';
import type {Entry} from '../../../core/incident/command.js';
import {INCIDENT_PHASES} from '../../../core/incident/facts.js';
import type {Incident, IncidentPhase} from '../../../core/incident/incident.js';
import {hiddenOf, type TimelineEntry} from '../../../core/incident/timeline.js';
import {heldFacts} from '../../../core/shift/log-window.js';
import {dayHhmm, hhmm} from '../../../core/time/clock-text.js';
import type {Cockpit} from '../../cockpit.js';
import {type Field, field} from '../../input/field.js';
import {naming} from '../../naming.js';
import {MENU_LIMIT} from '../../overlays/menu-limit.js';
import type {MenuItem} from '../../overlays/overlay.js';
import {PAST_TIME_FORMS, parsePastTime} from '../../past-time.js';
import {dispatch} from '../dispatch.js';
import {ask} from '../overlay.js';
import {say} from '../say.js';
import {askAlerts, askUnlink} from './alerts.js';

/** What can be put right in an incident: the entry under the cursor, what belongs to it, and when it got where. */
export function askMend(cockpit: Cockpit, incident: Incident, entry: TimelineEntry | undefined): void {
  ask(cockpit, {
    kind: 'menu',
    title: `put right in ${incident.incident}`,
    at: 0,
    items: [...(entry === undefined ? [] : entryItems(cockpit, incident, entry)), ...incidentItems(cockpit, incident)],
  });
}

/** Pins an entry, or takes the pin away. */
export function pinEntry(cockpit: Cockpit, {incident}: Incident, {origin, seq, pinned}: TimelineEntry): void {
  dispatch(cockpit, {type: 'pin-entry', incident, entry: {origin, seq}, pinned: !pinned}, () =>
    say(cockpit, pinned ? 'no longer pinned' : 'pinned'),
  );
}

function entryItems(cockpit: Cockpit, incident: Incident, entry: TimelineEntry): readonly MenuItem[] {
  const {ui} = cockpit.scenes.getState().watch.settings;
  return [
    {label: 'this entry: its text', detail: entry.text, act: () => askText(cockpit, incident, entry)},
    {
      label: 'this entry: its time',
      detail: `${hhmm(entry.on, ui.timeZone)} now`,
      act: () => askEntryTime(cockpit, incident, entry),
    },
    {
      label: entry.pinned ? 'this entry: unpin' : 'this entry: pin',
      detail: 'pinned ones are what updates tell',
      act: () => pinEntry(cockpit, incident, entry),
    },
    {
      label: 'this entry: hide',
      detail: 'out of the timeline; the log keeps it',
      act: () => correct(cockpit, incident, {entry, hidden: true, said: 'hidden; m, show again brings it back'}),
    },
  ];
}

function incidentItems(cockpit: Cockpit, incident: Incident): readonly MenuItem[] {
  const {watch} = cockpit.scenes.getState();
  const hidden = hiddenOf(incident, heldFacts(watch), naming(watch));
  return [
    {
      label: 'add a link',
      detail: 'dashboard, document, call',
      act: () => askLink(cockpit, incident),
    },
    {label: 'link alerts', detail: 'that belong to it', act: () => askAlerts(cockpit, incident)},
    {
      label: 'take an alert off',
      detail: `${counted(incident.alerts.length, 'alert')} linked`,
      act: () => askUnlink(cockpit, incident),
    },
    {
      label: 'correct a time',
      detail: 'when it began, or got to a status',
      act: () => askPhase(cockpit, incident),
    },
    ...(hidden.length === 0
      ? []
      : [{label: 'show again', detail: `${hidden.length} hidden`, act: () => askShow(cockpit, incident, hidden)}]),
  ];
}

function askText(cockpit: Cockpit, incident: Incident, entry: TimelineEntry): void {
  ask(cockpit, {
    kind: 'ask',
    title: 'how the entry reads from now on',
    name: 'text',
    field: typedOr(cockpit, draftName('text', entry), entry.text),
    draft: draftName('text', entry),
    why: 'The log keeps what was recorded; left empty, the entry reads so again.',
    act: text =>
      correct(cockpit, incident, {entry, text, said: text === '' ? 'as it was recorded' : 'the entry is corrected'}),
  });
}

function askEntryTime(cockpit: Cockpit, incident: Incident, entry: TimelineEntry): void {
  askTime(cockpit, {
    title: 'when it really happened',
    draft: draftName('time', entry),
    before: entry.on,
    act: on => correct(cockpit, incident, {entry, on, said: `it happened at ${timeOf(cockpit, on)}`}),
  });
}

/** Hidden entries, the newest first. */
function askShow(cockpit: Cockpit, incident: Incident, hidden: readonly TimelineEntry[]): void {
  ask(cockpit, {
    kind: 'menu',
    title: 'show which entry again',
    at: 0,
    items: hidden
      .toReversed()
      .slice(0, MENU_LIMIT)
      .map(entry => ({
        label: timeOf(cockpit, entry.on),
        detail: entry.text,
        act: () => correct(cockpit, incident, {entry, hidden: false, said: 'shown again'}),
      })),
  });
}

interface Correction {
  readonly entry: Entry;
  readonly on?: number;
  readonly text?: string;
  readonly hidden?: boolean;
  readonly said: string;
}

function correct(cockpit: Cockpit, {incident}: Incident, {entry: {origin, seq}, said, ...how}: Correction): void {
  dispatch(cockpit, {type: 'correct-entry', incident, entry: {origin, seq}, ...how}, () => say(cockpit, said, 'good'));
}

function askLink(cockpit: Cockpit, {incident}: Incident): void {
  const draft = `link of ${incident}`;
  ask(cockpit, {
    kind: 'ask',
    title: `add a link to ${incident}`,
    name: 'link',
    field: typedOr(cockpit, draft, ''),
    draft,
    why: 'its address, then what it is: https://grafana.example/d/pay payments dashboard',
    act(text) {
      const [url = '', ...words] = text.split(/\s+/);
      const title = words.join(' ') || url.replace(/^https?:\/\//, '');
      dispatch(cockpit, {type: 'add-link', incident, title, url}, facts =>
        say(cockpit, facts.length === 0 ? 'It is linked already.' : `linked ${title}`, 'good'),
      );
    },
  });
}

/** When it began, and each status that it has had. */
function askPhase(cockpit: Cockpit, incident: Incident): void {
  const times = INCIDENT_PHASES.flatMap(phase => {
    const at = phase === 'began' ? incident.startedAt : incident.reached[phase];
    return at === undefined ? [] : [{phase, at}];
  });
  ask(cockpit, {
    kind: 'menu',
    title: `which time of ${incident.incident}`,
    at: 0,
    items: times.map(({phase, at}) => ({
      label: phase,
      detail: timeOf(cockpit, at),
      act: () => askPhaseTime(cockpit, incident, {phase, at}),
    })),
  });
}

function askPhaseTime(
  cockpit: Cockpit,
  {incident}: Incident,
  {phase, at: before}: {readonly phase: IncidentPhase; readonly at: number},
): void {
  askTime(cockpit, {
    title: phase === 'began' ? 'when it really began' : `when it was really ${phase}`,
    draft: `time ${phase} of ${incident}`,
    before,
    act: on =>
      dispatch(cockpit, {type: 'correct-incident-time', incident, phase, on}, () =>
        say(cockpit, `${phase}: ${timeOf(cockpit, on)}`, 'good'),
      ),
  });
}

interface TimeAsked {
  readonly title: string;
  readonly draft: string;
  readonly before: number;
  readonly act: (on: number) => void;
}

function askTime(cockpit: Cockpit, asked: TimeAsked): void {
  const {title, draft, before, act} = asked;
  const zone = zoneOf(cockpit);
  const offered = hhmm(before, zone);
  ask(cockpit, {
    kind: 'ask',
    title,
    name: 'time',
    field: typedOr(cockpit, draft, offered),
    draft,
    why: PAST_TIME_FORMS,
    act(text) {
      const {now} = cockpit.scenes.getState();
      const on = text === offered ? before : parsePastTime(text, {now, zone});
      if (on === undefined) say(cockpit, `"${text}" is no time that has passed: write ${PAST_TIME_FORMS}.`, 'warning');
      else act(on);
    },
  });
}

function typedOr(cockpit: Cockpit, draft: string, text: string): Field {
  return field(cockpit.ui.getState().typed[draft] || text);
}

function draftName(what: string, {origin, seq}: Entry): string {
  return `${what} of entry ${origin}:${seq}`;
}

function timeOf(cockpit: Cockpit, ms: number): string {
  return dayHhmm(ms, cockpit.scenes.getState().now, zoneOf(cockpit));
}

function zoneOf(cockpit: Cockpit): string | undefined {
  return cockpit.scenes.getState().watch.settings.ui.timeZone;
}
