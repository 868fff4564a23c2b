import {type AlertKey, alertKey} from '../../../core/alert/alert.js';
import {type AlertGroup, groupsOfAlerts, standingOf} from '../../../core/escalation/alert-groups.js';
import {type LadderView, ladderView} from '../../../core/escalation/ladder-view.js';
import type {Called} from '../../../core/escalation/match-called.js';
import type {Cockpit} from '../../cockpit.js';
import {MENU_LIMIT} from '../../overlays/menu-limit.js';
import type {Target} from '../../overlays/overlay.js';
import type {Cursor} from '../../ui-store.js';
import {open} from '../navigate.js';
import {ask} from '../overlay.js';
import {say} from '../say.js';

/** Opens the ladder of what is in front; where that is several groups of alerts, it asks of which. */
export function openEscalation(cockpit: Cockpit, target: Target): void {
  const {watch, now} = cockpit.scenes.getState();
  const groups = groupsOfAlerts(target.alerts, watch).flatMap(group => {
    const standing = standingOf(group, watch, now);
    return standing === undefined ? [] : [{group, standing}];
  });
  const [first, ...others] = groups;
  if (first === undefined) {
    say(cockpit, whyNone(cockpit, target), 'warning');
    return;
  }
  if (others.length === 0) {
    openGroup(cockpit, first.group);
    return;
  }
  ask(cockpit, {
    kind: 'menu',
    title: 'escalate which of them?',
    at: 0,
    items: groups.slice(0, MENU_LIMIT).map(({group, standing}) => ({
      label: `${standing.severity} ${standing.title}`,
      detail: standing.ackedSince === undefined ? 'not acked' : `acked by ${standing.owner ?? 'somebody'}`,
      act: () => openGroup(cockpit, group),
    })),
  });
}

function whyNone(cockpit: Cockpit, {name, alerts}: Target): string {
  const {watch} = cockpit.scenes.getState();
  if (groupsOfAlerts(alerts, watch).length > 0)
    return `${name} is held back: silenced, inhibited or muted. Nobody is called for that; end the silence first (:silences).`;
  return alerts.some(key => watch.live.alerts.has(key))
    ? `${name} must always fire: there is nobody to call about it.`
    : `${name} does not fire any more.`;
}

/** Opens the ladder of a group, the cursor on whom is meant to be called, else on the level that is next; its subject. */
export function openGroup(cockpit: Cockpit, group: AlertGroup, called?: Called): AlertKey {
  const {watch, now} = cockpit.scenes.getState();
  const alerts = group.alerts.map(alertKey);
  const [subject = ''] = alerts;
  const ladder = ladderView(subject, watch, now);
  const cursor = cursorFor(called ?? nextOf(ladder));
  cockpit.ui.setState(ui => {
    const {escalate: _before, ...cursors} = ui.cursors;
    return {
      escalating: {...ui.escalating, [subject]: {subject, name: ladder?.title ?? group.group, alerts}},
      cursors: cursor === undefined ? cursors : {...cursors, escalate: cursor},
    };
  });
  open(cockpit, {view: 'escalate', subject});
  return subject;
}

function nextOf(ladder: LadderView | undefined): Called | undefined {
  const next = ladder?.rows.find(({level}) => level === ladder.next);
  return next === undefined ? undefined : {level: next.name};
}

function cursorFor(called: Called | undefined): Cursor | undefined {
  if (called === undefined) return undefined;
  const [section, name] = 'level' in called ? ['level', called.level] : ['target', called.target];
  return {id: `${section} ${name}`, name, place: 0, section};
}
