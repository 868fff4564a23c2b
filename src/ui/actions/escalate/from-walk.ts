import {alertKey} from '../../../core/alert/alert.js';
import {type AlertGroup, groupsOfAlerts, standingOf} from '../../../core/escalation/alert-groups.js';
import {ladderView} from '../../../core/escalation/ladder-view.js';
import {type Called, matchCalled} from '../../../core/escalation/match-called.js';
import {escalationsFor} from '../../../core/runbook/deadline.js';
import type {Escalation} from '../../../core/runbook/document.js';
import {walkReport} from '../../../core/runbook/walk-report.js';
import {brief} from '../../../core/time/duration.js';
import {plainText} from '../../../lib/plain-text.js';
import type {Cockpit} from '../../cockpit.js';
import {noteName} from '../../escalate-model.js';
import {MENU_LIMIT} from '../../overlays/menu-limit.js';
import {type OpenWalk, walkModel} from '../../runbook-model.js';
import {ask} from '../overlay.js';
import {say} from '../say.js';
import {openGroup} from './open.js';

/** How much of what a runbook says goes into a page. */
const MOST_SAID = 200;

/** Why nobody can be called from the walk in front. */
export function noEscalation(cockpit: Cockpit): string | undefined {
  const model = openModel(cockpit);
  if (model === undefined) return 'The runbook is not read yet.';
  if (model.walk.alert === undefined) return 'This walk is about no alert: e on the board calls somebody about one.';
  return groupOf(cockpit, model) === undefined
    ? `${model.walk.about ?? 'Its alert'} does not fire any more, or is held back: nobody is called about it.`
    : undefined;
}

/** Opens the ladder of the walk's alert with what its runbook says of whom to call, and what was done so far. */
export function escalateFromWalk(cockpit: Cockpit): void {
  const model = openModel(cockpit);
  if (model === undefined) return;
  const {escalations} = model.document;
  if (escalations.length <= 1) {
    openFor(cockpit, model, escalations[0]);
    return;
  }
  const {now, watch} = cockpit.scenes.getState();
  const {labels, openedAt} = model.walk;
  const meant = new Set(escalationsFor(escalations, {labels, rules: watch.settings.severity}));
  const due = escalations.findLastIndex(
    one => one.after !== undefined && openedAt + one.after <= now && meant.has(one),
  );
  ask(cockpit, {
    kind: 'menu',
    title: 'what the runbook says of calling somebody',
    at: Math.max(0, Math.min(due, MENU_LIMIT - 1)),
    items: escalations.slice(0, MENU_LIMIT).map(one => ({
      label: plainText(one.to),
      detail: `${dueText(model, one, now)}${plainText(one.text)}`,
      act: () => openFor(cockpit, model, one),
    })),
  });
}

function dueText({walk}: OpenWalk, {after}: Escalation, now: number): string {
  if (after === undefined) return '';
  const left = walk.openedAt + after - now;
  return left <= 0 ? 'due · ' : `in ${brief(left)} · `;
}

function openFor(cockpit: Cockpit, model: OpenWalk, said: Escalation | undefined): void {
  const group = groupOf(cockpit, model);
  if (group === undefined) {
    say(cockpit, noEscalation(cockpit) ?? 'Its alert does not fire any more.', 'warning');
    return;
  }
  const called = said === undefined ? undefined : calledIn(cockpit, group, said);
  const subject = openGroup(cockpit, group, called);
  prefill(cockpit, subject, noteOf(model, said));
  if (said !== undefined && called === undefined)
    say(cockpit, `The runbook says: ${plainText(said.to)}. Nothing here goes by that name alone: choose whom to call.`);
}

function calledIn(cockpit: Cockpit, group: AlertGroup, {to}: Escalation): Called | undefined {
  const {watch, now} = cockpit.scenes.getState();
  const {contacts, targets} = watch.settings;
  const [lead] = group.alerts;
  const levels = (lead && ladderView(alertKey(lead), watch, now)?.rows) ?? [];
  return matchCalled(to, {
    levels,
    contacts: Object.values(contacts),
    targets: targets.filter(({powers}) => powers.create === true).map(({name}) => name),
  });
}

/** What the operator has written already stays; what was filled in before is filled in anew. */
function prefill(cockpit: Cockpit, subject: string, note: string): void {
  const name = noteName(subject);
  cockpit.ui.setState(ui => {
    const before = ui.typed[name] ?? '';
    if (before !== '' && before !== ui.prefilled[name]) return {};
    return {typed: {...ui.typed, [name]: note}, prefilled: {...ui.prefilled, [name]: note}};
  });
}

function noteOf({walk}: OpenWalk, said: Escalation | undefined): string {
  const text = said === undefined ? '' : plainText(said.text === '' ? said.to : said.text, {maxLength: MOST_SAID});
  return [...(text === '' ? [] : [text]), walkReport(walk)].join('; ');
}

function groupOf(cockpit: Cockpit, {walk}: OpenWalk): AlertGroup | undefined {
  const {watch, now} = cockpit.scenes.getState();
  const [group] = walk.alert === undefined ? [] : groupsOfAlerts([alertKey(walk.alert)], watch);
  return group !== undefined && standingOf(group, watch, now) !== undefined ? group : undefined;
}

function openModel(cockpit: Cockpit): OpenWalk | undefined {
  const model = walkModel(cockpit.scenes.getState());
  return model.kind === 'open' ? model : undefined;
}
