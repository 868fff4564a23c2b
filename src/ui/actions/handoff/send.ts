import {counted} from '../../../core/counted.js';
import type {Delivery} from '../../../core/escalation/delivery.js';
import {sha256Hex} from '../../../core/escalation/sha256.js';
import {writtenOf} from '../../../core/handoff/draft.js';
import {handoffDrafts, whyNoReader} from '../../../core/handoff/message.js';
import {plainDocument} from '../../../core/handoff/plain.js';
import type {KnownTarget} from '../../../core/settings.js';
import type {Fact} from '../../../core/shift/fact.js';
import {isFact} from '../../../core/shift/fact.js';
import {rfc3339} from '../../../core/time/clock-text.js';
import type {Cockpit} from '../../cockpit.js';
import {offered} from '../../input/field.js';
import {MENU_LIMIT} from '../../overlays/menu-limit.js';
import type {MenuItem} from '../../overlays/overlay.js';
import type {DrawnDraft} from '../../ui-store.js';
import {dispatch, settle} from '../dispatch.js';
import {ask} from '../overlay.js';
import {say} from '../say.js';
import {readOnlyReason} from '../target.js';
import {copy} from '../terminal.js';
import {askEndings, untoldIn} from './endings.js';

/** Asks where the handoff goes: to targets that carry a text to people, a file, or the clipboard. */
export function askWhere(cockpit: Cockpit): void {
  const {draft} = cockpit.ui.getState();
  if (draft === undefined) return;
  const readers = readersOf(cockpit);
  const all: readonly MenuItem[] =
    readers.length < 2
      ? []
      : [{label: 'all of them', detail: names(readers), act: () => confirmSend(cockpit, draft, readers)}];
  ask(cockpit, {
    kind: 'menu',
    title: 'write and send the handoff',
    at: 0,
    items: [
      ...readers.slice(0, MENU_LIMIT - 4).map(
        (target): MenuItem => ({
          label: target.name,
          detail: target.kind,
          act: () => confirmSend(cockpit, draft, [target]),
        }),
      ),
      ...all,
      {label: 'a file', detail: '.md, .html or .txt', act: () => askFile(cockpit, draft)},
      {label: 'the clipboard', detail: 'as Markdown', act: () => copyDraft(cockpit)},
      ...causesFirst(cockpit),
    ],
  });
}

/** What may be said before it goes out. */
function causesFirst(cockpit: Cockpit): readonly MenuItem[] {
  const untold = untoldIn(cockpit).length;
  return untold === 0
    ? []
    : [
        {
          label: 'causes first',
          detail: `${counted(untold, 'alert')} ended without a word`,
          act: () => askEndings(cockpit),
        },
      ];
}

function readersOf(cockpit: Cockpit): readonly KnownTarget[] {
  if (readOnlyReason(cockpit) !== undefined) return [];
  const {targets} = cockpit.scenes.getState().watch.settings;
  return targets.filter(target => whyNoReader(target) === undefined && target.powers.create === true);
}

export function copyDraft(cockpit: Cockpit): void {
  const {draft} = cockpit.ui.getState();
  if (draft !== undefined) copy(cockpit, 'the handoff', draft.markdown);
}

/** Shows all that will be read there; `y` sends it. */
function confirmSend(cockpit: Cockpit, draft: DrawnDraft, targets: readonly KnownTarget[]): void {
  ask(cockpit, {
    kind: 'confirm',
    title: `send the handoff to ${names(targets)}?`,
    lines: plainDocument(draft.markdown)
      .split('\n')
      .map((text, index) => ({text, ...(index === 0 ? {tone: 'strong' as const} : {})})),
    yes: 'send',
    act: () => send(cockpit, draft, targets),
  });
}

function send(cockpit: Cockpit, draft: DrawnDraft, targets: readonly KnownTarget[]): void {
  const asking = {by: cockpit.scenes.getState().watch.settings.operator, at: cockpit.clock.now()};
  const deliveries = targets.flatMap(target => handoffDrafts(draft, target, asking));
  const sha256 = sha256Hex(plainDocument(draft.markdown));
  dispatch(cockpit, {type: 'send-handoff', deliveries, ...writtenOf(draft, {sha256, format: 'text'})}, facts => {
    if (facts.length === 0) {
      say(cockpit, `It is at ${names(targets)} already, word for word.`);
      return;
    }
    say(cockpit, `sending the handoff to ${names(targets)} …`);
    settle(cockpit, facts, () => tell(cockpit, facts));
  });
}

function tell(cockpit: Cockpit, facts: readonly Fact[]): void {
  const {deliveries} = cockpit.engine.store.getState().shift;
  const asked = facts.flatMap(fact => (isFact(fact, 'delivery.requested') ? [fact.delivery] : []));
  const all = asked.flatMap(id => deliveries.get(id) ?? []);
  const failed = all.filter(({state}) => state !== 'sent');
  if (failed.length === 0) {
    say(cockpit, `The handoff is at ${names(all.map(({target: name}) => ({name})))}. :shift ends the watch.`, 'good');
  } else say(cockpit, failed.map(failure).join(' '), 'critical');
}

function failure({target, state, trouble}: Delivery): string {
  const how = state === 'requested' ? 'is not there yet' : 'was NOT SENT';
  const why = trouble === undefined ? '.' : `: ${trouble.reason} ${trouble.hint ?? ''}`.trimEnd();
  return `The handoff to ${target} ${how}${why}`;
}

function names(targets: readonly {readonly name: string}[]): string {
  return [...new Set(targets.map(({name}) => name))].join(', ');
}

function askFile(cockpit: Cockpit, draft: DrawnDraft): void {
  const day = rfc3339(draft.handoff.to).slice(0, 16).replace(/:/g, '');
  ask(cockpit, {
    kind: 'ask',
    title: 'write the handoff to a file',
    name: 'file',
    field: offered(`handoff-${day}Z.md`),
    draft: 'handoff file',
    why: '.md as it is, .html for a browser, .txt without markup',
    act: file => {
      if (file !== '') void writeFile(cockpit, draft, file);
    },
  });
}

async function writeFile(cockpit: Cockpit, draft: DrawnDraft, file: string): Promise<void> {
  const {watchDesk} = cockpit;
  if (watchDesk === undefined) {
    say(cockpit, 'No files can be written here.', 'warning');
    return;
  }
  try {
    const {format, text} = await formOf(cockpit, draft, file);
    const path = await watchDesk.write(file, text);
    const written = writtenOf(draft, {file: path, sha256: sha256Hex(text), format});
    dispatch(cockpit, {type: 'record-handoff', ...written}, () => say(cockpit, `written to ${path}`, 'good'));
  } catch (error) {
    const hint = error instanceof Error && 'hint' in error ? ` ${error.hint}` : '';
    say(cockpit, `${error instanceof Error ? error.message : String(error)}${hint}`, 'warning');
  }
}

async function formOf({watchDesk}: Cockpit, {markdown}: DrawnDraft, file: string) {
  if (/\.html?$/i.test(file) && watchDesk !== undefined) return {format: 'html', text: await watchDesk.html(markdown)};
  if (/\.txt$/i.test(file)) return {format: 'text', text: `${plainDocument(markdown)}\n`};
  return {format: 'markdown', text: markdown};
}
