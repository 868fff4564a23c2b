import {ackMatchers} from '../../core/alert/ack-matchers.js';
import type {Alert} from '../../core/alert/alert.js';
import {alertName} from '../../core/alert/alert.js';
import {expressionOf, linksOf, permalinkText} from '../../core/alert/link-template.js';
import {matchersText} from '../../core/alert/matcher.js';
import {summaryOf} from '../../core/alert/summary.js';
import type {Cockpit} from '../cockpit.js';
import {MENU_LIMIT} from '../overlays/menu-limit.js';
import type {MenuItem, Target} from '../overlays/overlay.js';
import {ask} from './overlay.js';
import {say} from './say.js';
import {copy} from './terminal.js';

/** The links of the target's first alert, each to be copied; on terminals that can, they are links to click too. */
export function askLink(cockpit: Cockpit, target: Target): void {
  const {watch, now} = cockpit.scenes.getState();
  const alert = firstLive(cockpit, target);
  const links = alert === undefined ? [] : linksOf(alert, watch.settings.links, {now});
  if (links.length === 0) {
    say(
      cockpit,
      `${target.name} has no links. They come from annotations such as runbook_url, and from links: in the configuration.`,
    );
    return;
  }
  const items = links.map(
    ({name, url}): MenuItem => ({label: name, detail: url, url, act: () => copy(cockpit, `the ${name} link`, url)}),
  );
  menu(cockpit, `links of ${target.name}`, items);
}

/** Parts of the target's first alert to put on the clipboard. */
export function askCopy(cockpit: Cockpit, target: Target): void {
  const alert = firstLive(cockpit, target);
  if (alert === undefined) {
    copy(cockpit, 'the name', target.name);
    return;
  }
  const parts = textsOf(cockpit, alert, target);
  menu(
    cockpit,
    `copy from ${target.name}`,
    parts.map(([label, text]) => ({label, detail: text, act: () => copy(cockpit, label, text)})),
  );
}

function menu(cockpit: Cockpit, title: string, items: readonly MenuItem[]): void {
  ask(cockpit, {kind: 'menu', title, items: items.slice(0, MENU_LIMIT), at: 0});
}

function firstLive(cockpit: Cockpit, target: Target): Alert | undefined {
  const {live} = cockpit.scenes.getState().watch;
  return target.alerts.flatMap(key => live.alerts.get(key) ?? [])[0];
}

function textsOf(cockpit: Cockpit, alert: Alert, target: Target): readonly (readonly [string, string])[] {
  const {live} = cockpit.scenes.getState().watch;
  const alerts = target.alerts.flatMap(key => live.alerts.get(key) ?? []);
  const expression = expressionOf(alert.generatorURL);
  const labels = Object.entries(alert.labels)
    .map(([name, value]) => `${name}=${value}`)
    .join(' ');
  const parts: readonly (readonly [string, string])[] = [
    ['name', alertName(alert)],
    ['summary', summaryOf(alert.annotations)],
    ['labels', labels],
    ['matchers', matchersText(ackMatchers(alerts))],
    ['place', permalinkText(alert)],
    ['expression', expression ?? ''],
  ];
  return parts.filter(([, text]) => text !== '');
}
