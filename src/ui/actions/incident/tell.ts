import {draftFor, draftValues} from '../../../core/incident/drafts.js';
import {notHeard, type UpdateDue, updatesDue} from '../../../core/incident/due.js';
import {AUDIENCES, DRAFT_KINDS} from '../../../core/incident/facts.js';
import type {Audience, DraftKind, Incident} from '../../../core/incident/incident.js';
import {timelineOf} from '../../../core/incident/timeline.js';
import {targetsFor} from '../../../core/incident/update-deliveries.js';
import type {WrittenMessage} from '../../../core/ports.js';
import {heldFacts} from '../../../core/shift/log-window.js';
import {brief} from '../../../core/time/duration.js';
import {plainText} from '../../../lib/plain-text.js';
import type {Cockpit} from '../../cockpit.js';
import {naming} from '../../naming.js';
import type {Reading} from '../../overlays/overlay.js';
import {dispatch} from '../dispatch.js';
import {inEditor} from '../in-editor.js';
import {ask, keepTyped} from '../overlay.js';
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
    items: [
      ...order.map(audience => {
        const next = due.find(one => one.audience === audience);
        const when = next === undefined ? 'nothing due' : whenDue(next, now);
        return {
          label: audience,
          detail: `${when}: ${draftFor(audience, incident)}`,
          act: () => void showDraft(cockpit, incident, {audience}),
        };
      }),
      {label: 'another draft', detail: 'escalation, declaration, …', act: () => askDraft(cockpit, incident)},
    ],
  });
}

const DRAFTS: Readonly<Record<DraftKind, string>> = {
  declaration: 'the first word: what is known, who leads, what comes next',
  update: 'how it stands, what was done, when it will be over',
  resolution: 'that it is over: cause, fix, what it cost, what follows',
  'status-page': 'for the public',
  support: 'what support may say to customers',
  escalation: 'for whoever is to help: tried, current state, needed',
};

/** Asks which draft, where the obvious one of an audience is not what is wanted; then for whom. */
function askDraft(cockpit: Cockpit, incident: Incident): void {
  ask(cockpit, {
    kind: 'menu',
    title: `which draft about ${incident.incident}`,
    at: DRAFT_KINDS.indexOf('escalation'),
    items: DRAFT_KINDS.map(draft => ({
      label: draft,
      detail: DRAFTS[draft],
      act: () => askAudience(cockpit, incident, draft),
    })),
  });
}

function askAudience(cockpit: Cockpit, incident: Incident, draft: DraftKind): void {
  ask(cockpit, {
    kind: 'menu',
    title: `the ${draft} draft: for whom`,
    at: Math.max(0, (AUDIENCES as readonly string[]).indexOf(draft)),
    items: AUDIENCES.map(audience => ({
      label: audience,
      detail: '',
      act: () => void showDraft(cockpit, incident, {audience, draft}),
    })),
  });
}

function whenDue({audience, at, because}: UpdateDue, now: number): string {
  const left = at - now;
  if (because === 'not-sent') return `NOT SENT: ${notHeard(audience)}`;
  return left <= 0 ? `due since ${brief(-left)}` : `due in ${brief(left)}`;
}

/** Shows the whole text; yes records it as told, which starts the time to the next. */
async function showDraft(
  cockpit: Cockpit,
  asked: Incident,
  {audience, draft: other}: {readonly audience: Audience; readonly draft?: DraftKind},
): Promise<void> {
  // What is shown may be a moment old, and the list of audiences stood open on it.
  const incident = cockpit.engine.store.getState().shift.incidents.get(asked.incident) ?? asked;
  const draft = other ?? draftFor(audience, incident);
  const to = targetsFor(audience, incident, settingsOf(cockpit));
  const typed = cockpit.ui.getState().typed[typedName({incident, audience, draft})] ?? '';
  try {
    const written = typed === '' ? await write(cockpit, incident, {audience, draft}) : messageIn(typed);
    if (written === undefined) say(cockpit, 'No messages can be written here.', 'warning');
    else askToTell(cockpit, {incident, audience, draft, written, to, own: typed !== ''});
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
  /** The operator has edited it. */
  readonly own: boolean;
}

function askToTell(cockpit: Cockpit, told: Told, reading?: Reading): void {
  const {incident, audience, draft, written, to, own} = told;
  const {title, text, trouble} = written;
  const where = to.length === 0 ? 'copied and recorded' : `sent to ${to.join(', ')}, copied and recorded`;
  const places = placesOf(cockpit, told);
  ask(cockpit, {
    kind: 'confirm',
    title: `tell ${audience} about ${incident.incident}; ${where} on yes`,
    lines: [
      ...(trouble === undefined ? [] : [{text: trouble, tone: 'warning' as const}]),
      ...(own ? [{text: 'As you edited it. Emptied in the editor, it is drawn from what is known again.'}] : []),
      {text: `${to.length === 0 ? 'Sent to nobody.' : `To ${to.join(', ')}.`} Draft: ${draft}.`, tone: 'notice'},
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
    ...(cockpit.watchDesk === undefined ? {} : {edit: () => void editDraft(cockpit, told)}),
    act: () => tell(cockpit, told),
  });
}

function tell(cockpit: Cockpit, {incident, audience, draft, written: {title, text}, to}: Told): void {
  dispatch(cockpit, {type: 'post-update', incident: incident.incident, audience, draft, title, text, to}, () => {
    keepTyped(cockpit, typedName({incident, audience, draft}), '');
    const goes = to.length === 0 ? '' : `; it goes to ${to.join(', ')}`;
    copy(cockpit, `the update for ${audience}${goes}`, `${title}\n\n${text}`);
  });
}

/** Opens the text in the operator's editor, and asks anew with what came back; emptied, with the draft. */
async function editDraft(cockpit: Cockpit, told: Told): Promise<void> {
  const {incident, written} = told;
  const {watchDesk} = cockpit;
  if (watchDesk === undefined) return;
  const draft = () => watchDesk.draft(`${written.title}\n\n${written.text.trimEnd()}`, 'update.md');
  const taken = await inEditor(cockpit, {draft, what: 'The update'});
  // The question is still there then.
  if (taken === undefined) return;
  const text = plainText(taken, {multiline: true}).trim();
  keepTyped(cockpit, typedName(told), text);
  if (text === '') await showDraft(cockpit, incident, told);
  else askToTell(cockpit, {...told, written: messageIn(text), own: true});
}

/** The first line of an edited text is its title. */
function messageIn(text: string): WrittenMessage {
  const [title = '', ...rest] = text.trim().split('\n');
  return {title: title.trim(), text: rest.join('\n').trim()};
}

function typedName({incident, audience, draft}: Pick<Told, 'incident' | 'audience' | 'draft'>): string {
  const other = draft === draftFor(audience, incident) ? '' : ` (${draft})`;
  return `update of ${incident.incident} for ${audience}${other}`;
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
  const {now} = cockpit.scenes.getState();
  const watch = cockpit.engine.store.getState();
  const zone = watch.settings.ui.timeZone;
  const timeline = timelineOf(incident, heldFacts(watch), naming(watch));
  const values = draftValues(incident, {settings: watch.settings.incidents, timeline, audience, now, zone});
  return messages?.write(draft, values);
}
