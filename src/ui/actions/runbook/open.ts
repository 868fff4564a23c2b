import {type AlertKey, alertName} from '../../../core/alert/alert.js';
import {counted} from '../../../core/counted.js';
import {countedSteps} from '../../../core/runbook/choices.js';
import {firstDeadline} from '../../../core/runbook/deadline.js';
import type {RunbookEntry, RunbookMatch} from '../../../core/runbook/desk.js';
import type {RunbookDocument, RunbookFile, Section} from '../../../core/runbook/document.js';
import {firstItemOf} from '../../../core/runbook/walk-items.js';
import type {Cockpit} from '../../cockpit.js';
import {MENU_LIMIT} from '../../overlays/menu-limit.js';
import type {MenuItem, Target} from '../../overlays/overlay.js';
import type {Book} from '../../ui-store.js';
import {dispatch} from '../dispatch.js';
import {open} from '../navigate.js';
import {ask} from '../overlay.js';
import {say} from '../say.js';
import {copy} from '../terminal.js';
import {putBook} from './refresh.js';
import {restoreSpot} from './spots.js';

/** Opens the runbook of the target's first alert; several are offered, none is a normal state. */
export function openRunbook(cockpit: Cockpit, target: Target): void {
  const {desk} = cockpit;
  const {live, shift} = cockpit.scenes.getState().watch;
  const key = target.alerts.find(one => live.alerts.has(one) || shift.firing.has(one)) ?? '';
  const alert = live.alerts.get(key) ?? shift.firing.get(key);
  if (desk === undefined || alert === undefined) return;
  const annotations = live.alerts.get(key)?.annotations ?? {};
  desk.match({labels: alert.labels, annotations}).then(
    match => offer(cockpit, match, {key, name: alertName(alert)}),
    error => say(cockpit, `The runbooks could not be searched: ${messageOf(error)}`, 'warning'),
  );
}

/** Opens a runbook by a part of its title or path, for no alert. */
export function openNamed(cockpit: Cockpit, words: string): void {
  const {desk} = cockpit;
  if (desk === undefined) {
    say(cockpit, 'No runbooks can be read here.', 'warning');
    return;
  }
  const wanted = words.toLowerCase();
  desk.list().then(
    entries => {
      const found = entries.filter(entry => `${entry.title} ${entry.shown}`.toLowerCase().includes(wanted));
      const [only] = found;
      if (only === undefined) say(cockpit, `No runbook has "${words}" in its title or path.`);
      else if (found.length === 1) walk(cockpit, only);
      else offerEntries(cockpit, `runbooks${words === '' ? '' : ` with "${words}"`}`, {entries: found});
    },
    error => say(cockpit, `The runbooks could not be listed: ${messageOf(error)}`, 'warning'),
  );
}

/** Offers the walks that are open; where there is none, every runbook. */
export function offerOpen(cockpit: Cockpit): void {
  const walks = [...cockpit.scenes.getState().watch.shift.walks.values()].filter(one => one.closedAt === undefined);
  if (walks.length === 0) {
    openNamed(cockpit, '');
    return;
  }
  const items = walks.slice(-MENU_LIMIT).map(
    (one): MenuItem => ({
      label: one.title,
      detail: `${one.about === undefined ? 'for no alert' : `for ${one.about}`} · by ${one.by}`,
      act: () => showWalk(cockpit, one.walk),
    }),
  );
  ask(cockpit, {kind: 'menu', title: 'open runbooks', items, at: 0});
}

/** Shows a walk that is open already, such as after a restart. */
export function showWalk(cockpit: Cockpit, id: string): void {
  const one = cockpit.engine.store.getState().shift.walks.get(id);
  if (one === undefined) return;
  read(cockpit, one.file);
  restoreSpot(cockpit, id, () => open(cockpit, {view: 'runbook', subject: id}));
}

function offer(cockpit: Cockpit, match: RunbookMatch, alert: {readonly key: AlertKey; readonly name: string}): void {
  const [first, ...others] = match.found;
  const link = linkItem(cockpit, match.link);
  if (first !== undefined && others.length === 0) walk(cockpit, first, alert.key);
  else if (first !== undefined)
    offerEntries(cockpit, `runbooks for ${alert.name}`, {entries: match.found, alert: alert.key});
  else if (match.suggested.length === 0 && link === undefined)
    say(cockpit, `No runbook is known for ${alert.name}. :runbook opens one by name.`);
  else
    offerEntries(cockpit, `no local runbook for ${alert.name}`, {
      entries: match.suggested,
      alert: alert.key,
      ...(link === undefined ? {} : {first: link}),
    });
}

function linkItem(cockpit: Cockpit, link: string | undefined): MenuItem | undefined {
  return link === undefined
    ? undefined
    : {label: 'its link', detail: link, url: link, act: () => copy(cockpit, 'the link', link)};
}

function offerEntries(
  cockpit: Cockpit,
  title: string,
  offered: {readonly entries: readonly RunbookEntry[]; readonly alert?: AlertKey; readonly first?: MenuItem},
): void {
  const {entries, alert, first} = offered;
  const room = MENU_LIMIT - (first === undefined ? 0 : 1);
  const items = entries.slice(0, room).map(
    (entry): MenuItem => ({
      label: entry.title,
      detail: `${entry.shown} · ${entry.because}`,
      act: () => walk(cockpit, entry, alert),
    }),
  );
  const more = entries.length - items.length;
  ask(cockpit, {
    kind: 'menu',
    title: more > 0 ? `${title}, and ${counted(more, 'more')}: narrow with :runbook` : title,
    items: first === undefined ? items : [first, ...items],
    at: 0,
  });
}

/** Opens a walk, or goes on with the one that is open. */
function walk(cockpit: Cockpit, entry: RunbookEntry, alert?: AlertKey): void {
  read(cockpit, entry.file, file => {
    const document = file.documents.find(one => one.id === entry.document);
    if (document === undefined) say(cockpit, `${entry.shown} has no "${entry.title}" any more.`, 'warning');
    else begin(cockpit, {entry, file, document}, alert);
  });
}

function begin(
  cockpit: Cockpit,
  {
    entry,
    file,
    document,
  }: {readonly entry: RunbookEntry; readonly file: RunbookFile; readonly document: RunbookDocument},
  alert: AlertKey | undefined,
): void {
  const {live, shift, settings} = cockpit.engine.store.getState();
  const labels = alert === undefined ? undefined : (live.alerts.get(alert) ?? shift.firing.get(alert))?.labels;
  const escalate = firstDeadline(document, labels === undefined ? undefined : {labels, rules: settings.severity});
  const command = {
    type: 'open-runbook',
    file: entry.file,
    document: document.id,
    title: document.title,
    hash: file.hash,
    ...countedSteps(document),
    ...(alert === undefined ? {} : {alert}),
    ...(escalate === undefined ? {} : {escalate}),
  } as const;
  dispatch(cockpit, command, () => {
    const id = openWalkOf(cockpit, entry, alert);
    if (id === undefined) return;
    const section = document.sections.find(one => one.id === entry.section);
    restoreSpot(cockpit, id, () => {
      beginAt(cockpit, id, section);
      open(cockpit, {view: 'runbook', subject: id});
    });
  });
}

function openWalkOf(cockpit: Cockpit, entry: RunbookEntry, alert: AlertKey | undefined): string | undefined {
  const walks = [...cockpit.engine.store.getState().shift.walks.values()];
  return walks.findLast(
    one =>
      one.closedAt === undefined &&
      one.file === entry.file &&
      one.document === entry.document &&
      (one.alert === undefined ? undefined : `${one.alert.source}/${one.alert.fingerprint}`) === alert,
  )?.walk;
}

/** One file for many alerts: the walk begins where this alert is spoken of. */
function beginAt(cockpit: Cockpit, walkId: string, section: Section | undefined): void {
  const {spots} = cockpit.ui.getState();
  const item = section === undefined ? undefined : firstItemOf(section);
  if (item === undefined || spots[walkId] !== undefined) return;
  const known = cockpit.engine.store.getState().shift.walks.get(walkId);
  if (known?.at !== undefined) return;
  cockpit.ui.setState({spots: {...spots, [walkId]: {item: item.id, values: [], edits: {}}}});
}

/** Reads a file anew; what was read before stays on the screen until then. */
export function read(cockpit: Cockpit, path: string, then: (file: RunbookFile) => void = () => undefined): void {
  const set = (book: Book) => cockpit.ui.setState(ui => ({books: new Map(ui.books).set(path, book)}));
  if (cockpit.ui.getState().books.get(path)?.state !== 'open') set({state: 'reading'});
  cockpit.desk?.read(path).then(
    opened => {
      putBook(cockpit, path, opened);
      then(opened.file);
    },
    error => {
      const {message, hint = ''} = error as {readonly message: string; readonly hint?: string};
      set({state: 'failed', message, hint});
      say(cockpit, `${message} ${hint}`.trim(), 'warning');
    },
  );
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
