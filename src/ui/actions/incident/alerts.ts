import {type AlertKey, alertKey} from '../../../core/alert/alert.js';
import {alertTitle} from '../../../core/alert/alert-title.js';
import {compileMatchers, parseMatcherWords} from '../../../core/alert/matcher.js';
import {counted} from '../../../core/counted.js';
import type {Incident} from '../../../core/incident/incident.js';
import type {Cockpit} from '../../cockpit.js';
import {field} from '../../input/field.js';
import {dispatch} from '../dispatch.js';
import {ask} from '../overlay.js';
import {say} from '../say.js';

/** Asks by matchers which alerts belong to an incident, and shows them before they are linked. */
export function askAlerts(cockpit: Cockpit, incident: Incident): void {
  const draft = `alerts of ${incident.incident}`;
  ask(cockpit, {
    kind: 'ask',
    title: `which alerts belong to ${incident.incident}`,
    name: 'alerts',
    field: field(cockpit.ui.getState().typed[draft] ?? ''),
    draft,
    why: 'a name or matchers: CheckoutErrorRate, service=checkout, severity=~"critical|high"',
    act: text => offerAlerts(cockpit, incident, text),
  });
}

function offerAlerts(cockpit: Cockpit, incident: Incident, text: string): void {
  const found = fitting(cockpit, incident, text);
  if (typeof found === 'string') {
    say(cockpit, found, 'warning');
    return;
  }
  ask(cockpit, {
    kind: 'confirm',
    title: `link ${counted(found.length, 'alert')} to ${incident.incident}?`,
    lines: found.map(({title}) => ({text: title})),
    yes: 'link',
    act: () =>
      dispatch(cockpit, {type: 'link-alerts', incident: incident.incident, alerts: found.map(({key}) => key)}, facts =>
        say(cockpit, `${counted(facts.length, 'alert')} linked`, 'good'),
      ),
  });
}

/** The alerts that fire, fit and are not linked yet, or why there are none. */
function fitting(
  cockpit: Cockpit,
  {alerts}: Incident,
  text: string,
): readonly {readonly key: AlertKey; readonly title: string}[] | string {
  const parsed = parseMatcherWords(text.split(/\s+/).filter(word => word !== ''));
  if (!parsed.ok) return `These matchers cannot be read: ${parsed.message}.`;
  const compiled = compileMatchers(parsed.matchers);
  if ('unsupported' in compiled) return `${compiled.unsupported}.`;
  const linked = new Set(alerts.map(one => `${alertKey(one)}@${one.startsAt}`));
  const {live} = cockpit.scenes.getState().watch;
  const fit = [...live.alerts.values()].filter(alert => compiled.test(alert.labels));
  const left = fit.filter(alert => !linked.has(`${alertKey(alert)}@${alert.startsAt}`));
  if (fit.length === 0) return `No alert that fires now fits ${text}.`;
  if (left.length === 0) return 'They are linked already.';
  return left.map(alert => ({key: alertKey(alert), title: alertTitle(alert)}));
}

/** Asks which alerts do not belong to an incident after all. */
export function askUnlink(cockpit: Cockpit, {incident, alerts}: Incident): void {
  if (alerts.length === 0) {
    say(cockpit, `No alert is linked to ${incident}.`);
    return;
  }
  const named = alerts.map((alert, index) => ({key: alertKey(alert), label: `${index + 1}. ${alert.title}`, alert}));
  ask(cockpit, {
    kind: 'ticks',
    title: `which alerts do not belong to ${incident}`,
    at: 0,
    items: named.map(({label, alert}) => ({label, detail: alert.source, ticked: false})),
    act(ticked) {
      for (const {key, label} of named) if (ticked.includes(label)) unlink(cockpit, incident, key);
    },
    back: () => undefined,
  });
}

function unlink(cockpit: Cockpit, incident: string, alert: AlertKey): void {
  dispatch(cockpit, {type: 'unlink-alert', incident, alert}, () => say(cockpit, `taken off ${incident}`, 'good'));
}
