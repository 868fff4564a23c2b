import {draftFor, draftValues} from '../../../core/incident/drafts.js';
import {updatesDue} from '../../../core/incident/due.js';
import {AUDIENCES} from '../../../core/incident/facts.js';
import type {Audience, DraftKind, Incident} from '../../../core/incident/incident.js';
import {timelineOf} from '../../../core/incident/timeline.js';
import {targetsFor} from '../../../core/incident/update-deliveries.js';
import type {WrittenMessage} from '../../../core/ports.js';
import {brief} from '../../../core/time/duration.js';
import type {Cockpit} from '../../cockpit.js';
import {naming} from '../../naming.js';
import type {Reading} from '../../overlays/overlay.js';
import {dispatch} from '../dispatch.js';
import {ask} from '../overlay.js';
import {say} from '../say.js';
import {copy} from '../terminal.js';

/** Asks whom to tell; what is due first comes first. */
export function askUpdate(cockpit: Cockpit, incident: Incident): void {
  const {now, watch} = cockpit.scenes.getState();
  const due = updatesDue(incident, watch.settings.incidents);
  const order = [...new Set([...due.map(({audience}) => audience), ...AUDIENCES])];
  ask(cockpit, {
    kind: 'menu',
    title: `tell whom about ${incident.incident}`,
    at: 0,
    items: order.map(audience => {
      const at = due.find(one => one.audience === audience)?.at;
      const when = at === undefined ? 'nothing due' : dueText(at - now);
      return {label: audience, detail: when, act: () => void showDraft(cockpit, incident, audience)};
    }),
  });
}

function dueText(left: number): string {
  return left <= 0 ? `due since ${brief(-left)}` : `due in ${brief(left)}`;
}

/** Shows the whole text; yes records it as told, which starts the time to the next. */
async function showDraft(cockpit: Cockpit, incident: Incident, audience: Audience): Promise<void> {
  const draft = draftFor(audience, incident);
  try {
    const written = await write(cockpit, incident, {audience, draft});
    if (written === undefined) say(cockpit, 'No messages can be written here.', 'warning');
    else
      askToTell(cockpit, {incident, audience, draft, written, to: targetsFor(audience, incident, settingsOf(cockpit))});
  } catch (error) {
    say(cockpit, error instanceof Error ? error.message : String(error), 'warning');
  }
}

interface Told {
  readonly incident: Incident;
  readonly audience: Audience;
  readonly draft: DraftKind;
  readonly written: WrittenMessage;
  /** Names of targets. */
  readonly to: readonly string[];
}

function askToTell(cockpit: Cockpit, told: Told, reading?: Reading): void {
  const {incident, audience, draft, written, to} = told;
  const {title, text, trouble} = written;
  const where = to.length === 0 ? 'copied and recorded' : `sent to ${to.join(', ')}, copied and recorded`;
  const places = placesOf(cockpit, told);
  ask(cockpit, {
    kind: 'confirm',
    title: `tell ${audience} about ${incident.incident}; ${where} on yes`,
    lines: [
      ...(trouble === undefined ? [] : [{text: trouble, tone: 'warning' as const}]),
      {text: to.length === 0 ? 'Sent to nobody.' : `To ${to.join(', ')}.`, tone: 'notice'},
      {text: title, tone: 'strong'},
      ...text
        .trimEnd()
        .split('\n')
        .map(line => ({text: line})),
    ],
    yes: 'tell',
    readFirst: true,
    ...(reading === undefined ? {} : {reading}),
    ...(places.length === 0
      ? {}
      : {aside: {label: 'to whom', act: (read: Reading | undefined) => askWhere(cockpit, {...told, places}, read)}}),
    act: () =>
      dispatch(cockpit, {type: 'post-update', incident: incident.incident, audience, draft, title, text, to}, () =>
        copy(cockpit, `the update for ${audience}`, `${title}\n\n${text}`),
      ),
  });
}

/** Targets that can say something: those of the audience first. */
function placesOf(cockpit: Cockpit, {incident, audience}: Told): readonly Place[] {
  const {settings} = cockpit.scenes.getState().watch;
  const usual = targetsFor(audience, incident, settings.incidents);
  return settings.targets
    .filter(({powers}) => powers.create === true || powers.note === true || powers.update === true)
    .map(({name, kind}) => ({name, kind, isUsual: usual.includes(name)}))
    .sort((a, b) => Number(b.isUsual) - Number(a.isUsual));
}

interface Place {
  readonly name: string;
  readonly kind: string;
  readonly isUsual: boolean;
}

/** Asks which targets hear of it this time; the draft comes back as far as it was read. */
function askWhere(
  cockpit: Cockpit,
  {places, ...told}: Told & {readonly places: readonly Place[]},
  reading: Reading | undefined,
): void {
  ask(cockpit, {
    kind: 'ticks',
    title: `who hears of ${told.incident.incident} this time`,
    at: 0,
    items: places.map(({name, kind, isUsual}) => ({
      label: name,
      detail: isUsual ? `${kind}, where ${told.audience} is told` : kind,
      ticked: told.to.includes(name),
    })),
    act: to => askToTell(cockpit, {...told, to}, reading),
    back: () => askToTell(cockpit, told, reading),
  });
}

function settingsOf(cockpit: Cockpit) {
  return cockpit.scenes.getState().watch.settings.incidents;
}

async function write(
  cockpit: Cockpit,
  incident: Incident,
  {audience, draft}: {readonly audience: Audience; readonly draft: DraftKind},
): Promise<WrittenMessage | undefined> {
  const messages = await cockpit.messages?.();
  const {now, watch} = cockpit.scenes.getState();
  const zone = watch.settings.ui.timeZone;
  const timeline = timelineOf(incident, watch.log, naming(watch));
  const values = draftValues(incident, {settings: watch.settings.incidents, timeline, audience, now, zone});
  return messages?.write(draft, values);
}
