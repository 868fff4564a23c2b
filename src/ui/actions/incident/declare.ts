import {alertKey} from '../../../core/alert/alert.js';
import {SEVERITIES, type Severity, severityOf, worst} from '../../../core/alert/severity.js';
import {counted} from '../../../core/counted.js';
import type {AidAnswer} from '../../../core/incident/aid-schema.js';
import {aidNamed} from '../../../core/incident/aids.js';
import {DETECTIONS} from '../../../core/incident/facts.js';
import {type Detection, isOpen} from '../../../core/incident/incident.js';
import {isFact} from '../../../core/shift/fact.js';
import type {Cockpit} from '../../cockpit.js';
import {field, offered} from '../../input/field.js';
import type {MenuItem, Target} from '../../overlays/overlay.js';
import {dispatch} from '../dispatch.js';
import {open} from '../navigate.js';
import {ask} from '../overlay.js';
import {say} from '../say.js';
import {walkAid} from './walk-aid.js';

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
  askSeverity(cockpit, {...declaredOf(cockpit, undefined), title});
}

/** What is to be declared of alerts, or of nothing that fires. */
export function declaredOf(cockpit: Cockpit, target: Target | undefined): Declared {
  if (target === undefined) return {title: '', alerts: [], proposed: 'P2', answers: [], detected: 'user'};
  const {shift, live, settings} = cockpit.scenes.getState().watch;
  // What has only just begun to fire is on the board before it is recorded.
  const severities = target.alerts.flatMap(key => {
    const {severity} = shift.firing.get(key) ?? {};
    const labels = live.alerts.get(key)?.labels;
    return severity ?? (labels === undefined ? [] : severityOf(labels, settings.severity).severity);
  });
  const proposed = severities.length === 0 ? 'P2' : worst(severities);
  return {title: target.name, alerts: target.alerts, proposed, answers: [], detected: 'alert'};
}

/** Goes on declaring, with the severity where it is known. */
export function declareWith(cockpit: Cockpit, declared: Declared, severity: Severity | undefined): void {
  if (severity === undefined) askSeverity(cockpit, declared);
  else askTitle(cockpit, declared, severity);
}

function declareOf(cockpit: Cockpit, target: Target): void {
  askSeverity(cockpit, declaredOf(cockpit, target));
}

/** What is known of an incident that is about to be declared. */
interface Declared {
  readonly title: string;
  readonly alerts: readonly string[];
  readonly proposed: Severity;
  /** To decision aids, on the way here. */
  readonly answers: readonly AidAnswer[];
  readonly detected: Detection;
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
    items: [
      ...SEVERITIES.map(severity => ({
        label: severity,
        detail: MEANS[severity],
        act: () => askTitle(cockpit, declared, severity),
      })),
      {label: 'not sure', detail: 'asks what leads to it', act: () => walkSeverity(cockpit, declared)},
      {
        label: 'noticed',
        detail: `${NOTICED[declared.detected]}; another way`,
        act: () => askDetected(cockpit, declared),
      },
    ],
  });
}

function walkSeverity(cockpit: Cockpit, declared: Declared): void {
  const aid = aidNamed('severity');
  if (aid === undefined) return;
  walkAid(cockpit, {
    aid,
    answered: [],
    keep: (_answer, goOn) => goOn(),
    comes: ({severity}, answered) =>
      declareWith(cockpit, {...declared, answers: [...declared.answers, ...answered]}, severity),
  });
}

const NOTICED: Readonly<Record<Detection, string>> = {
  alert: 'by an alert',
  user: 'by users',
  internal: 'by somebody of us',
  security: 'by security',
};

function askDetected(cockpit: Cockpit, declared: Declared): void {
  ask(cockpit, {
    kind: 'menu',
    title: 'how was it noticed?',
    at: DETECTIONS.indexOf(declared.detected),
    items: DETECTIONS.map(detected => ({
      label: detected,
      detail: NOTICED[detected],
      act: () => askSeverity(cockpit, {...declared, detected}),
    })),
  });
}

function askTitle(cockpit: Cockpit, declared: Declared, severity: Severity): void {
  const {title, alerts, answers, detected} = declared;
  const kept = cockpit.ui.getState().typed.declare ?? '';
  const linked = alerts.length === 0 ? 'no alert linked' : `${counted(alerts.length, 'alert')} linked`;
  ask(cockpit, {
    kind: 'ask',
    title: `declare a ${severity}`,
    name: 'what is broken',
    field: kept === '' ? offered(title) : field(kept),
    draft: 'declare',
    why: `noticed ${NOTICED[detected]}, ${linked}`,
    act: text =>
      dispatch(
        cockpit,
        {
          type: 'declare-incident',
          title: text,
          severity,
          alerts,
          detected,
          ...(answers.length === 0 ? {} : {answers}),
        },
        facts => {
          const fact = facts.find(one => isFact(one, 'incident.declared'));
          if (fact === undefined || !isFact(fact, 'incident.declared')) return;
          open(cockpit, {view: 'incident', subject: fact.incident});
          say(cockpit, `declared ${fact.incident}; you are its commander`, 'good');
        },
      ),
  });
}
