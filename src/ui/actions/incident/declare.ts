import {alertKey} from '../../../core/alert/alert.js';
import {SEVERITIES, type Severity, severityOf, worst} from '../../../core/alert/severity.js';
import {counted} from '../../../core/counted.js';
import {isOpen} from '../../../core/incident/incident.js';
import {isFact} from '../../../core/shift/fact.js';
import type {Cockpit} from '../../cockpit.js';
import {field, offered} from '../../input/field.js';
import type {MenuItem, Target} from '../../overlays/overlay.js';
import {dispatch} from '../dispatch.js';
import {open} from '../navigate.js';
import {ask} from '../overlay.js';
import {say} from '../say.js';

/** Opens the incident that an alert belongs to; else asks whether it is one, or belongs to one that is open. */
export function openIncident(cockpit: Cockpit, target: Target): void {
  const {incidents} = cockpit.scenes.getState().watch.shift;
  const keys = new Set(target.alerts);
  const all = [...incidents.values()].filter(({status}) => status !== 'closed');
  const own = all.find(({alerts}) => alerts.some(alert => keys.has(alertKey(alert))));
  if (own !== undefined) {
    open(cockpit, {view: 'incident', subject: own.incident});
    return;
  }
  const openOnes = all.filter(isOpen).slice(-5);
  if (openOnes.length === 0) {
    declareOf(cockpit, target);
    return;
  }
  ask(cockpit, {
    kind: 'menu',
    title: `${target.name}: an incident?`,
    at: 0,
    items: [
      {label: 'declare', detail: 'a new incident', act: () => declareOf(cockpit, target)},
      ...openOnes.map(
        ({incident, severity, title}): MenuItem => ({
          label: 'it belongs to',
          detail: `${severity} ${title} (${incident})`,
          act: () =>
            dispatch(cockpit, {type: 'link-alerts', incident, alerts: target.alerts}, () =>
              open(cockpit, {view: 'incident', subject: incident}),
            ),
        }),
      ),
    ],
  });
}

/** Declares what no alert told of: users did, or somebody saw it. */
export function declareReported(cockpit: Cockpit, title: string): void {
  askSeverity(cockpit, {title, alerts: [], proposed: 'P2'});
}

function declareOf(cockpit: Cockpit, target: Target): void {
  const {shift, live, settings} = cockpit.scenes.getState().watch;
  // What has only just begun to fire is on the board before it is recorded.
  const severities = target.alerts.flatMap(key => {
    const {severity} = shift.firing.get(key) ?? {};
    const labels = live.alerts.get(key)?.labels;
    return severity ?? (labels === undefined ? [] : severityOf(labels, settings.severity).severity);
  });
  const proposed = severities.length === 0 ? 'P2' : worst(severities);
  askSeverity(cockpit, {title: target.name, alerts: target.alerts, proposed});
}

interface Declared {
  readonly title: string;
  readonly alerts: readonly string[];
  readonly proposed: Severity;
}

const MEANS: Readonly<Record<Severity, string>> = {
  P1: 'down for all or most, data or security at stake',
  P2: 'many cannot do what matters, or no way around',
  P3: 'some notice it, there is a way around',
  P4: 'hardly anybody notices',
};

function askSeverity(cockpit: Cockpit, declared: Declared): void {
  ask(cockpit, {
    kind: 'menu',
    title: 'declare an incident: how bad is it?',
    at: SEVERITIES.indexOf(declared.proposed),
    items: SEVERITIES.map(severity => ({
      label: severity,
      detail: MEANS[severity],
      act: () => askTitle(cockpit, declared, severity),
    })),
  });
}

function askTitle(cockpit: Cockpit, {title, alerts}: Declared, severity: Severity): void {
  const kept = cockpit.ui.getState().typed.declare ?? '';
  ask(cockpit, {
    kind: 'ask',
    title: `declare a ${severity}`,
    name: 'what is broken',
    field: kept === '' ? offered(title) : field(kept),
    draft: 'declare',
    why: alerts.length === 0 ? 'reported, no alert linked' : `${counted(alerts.length, 'alert')} linked`,
    act: text =>
      dispatch(cockpit, {type: 'declare-incident', title: text, severity, alerts}, facts => {
        const fact = facts.find(one => isFact(one, 'incident.declared'));
        if (fact === undefined || !isFact(fact, 'incident.declared')) return;
        open(cockpit, {view: 'incident', subject: fact.incident});
        say(cockpit, `declared ${fact.incident}; you are its commander`, 'good');
      }),
  });
}
