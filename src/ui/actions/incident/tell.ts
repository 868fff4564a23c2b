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
    else askToTell(cockpit, {incident, audience, draft, written});
  } catch (error) {
    say(cockpit, error instanceof Error ? error.message : String(error), 'warning');
  }
}

interface Told {
  readonly incident: Incident;
  readonly audience: Audience;
  readonly draft: DraftKind;
  readonly written: WrittenMessage;
}

function askToTell(cockpit: Cockpit, {incident, audience, draft, written}: Told): void {
  const {title, text, trouble} = written;
  const to = targetsFor(audience, incident, cockpit.scenes.getState().watch.settings.incidents);
  const where = to.length === 0 ? 'copied and recorded' : `sent to ${to.join(', ')}, copied and recorded`;
  ask(cockpit, {
    kind: 'confirm',
    title: `tell ${audience} about ${incident.incident}; ${where} on yes`,
    lines: [
      ...(trouble === undefined ? [] : [{text: trouble, tone: 'warning' as const}]),
      {text: title, tone: 'strong'},
      ...text
        .trimEnd()
        .split('\n')
        .map(line => ({text: line})),
    ],
    yes: 'tell',
    readFirst: true,
    act: () =>
      dispatch(cockpit, {type: 'post-update', incident: incident.incident, audience, draft, title, text, to}, () =>
        copy(cockpit, `the update for ${audience}`, `${title}\n\n${text}`),
      ),
  });
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
