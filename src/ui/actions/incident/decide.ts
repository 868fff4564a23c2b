import {alertKey} from '../../../core/alert/alert.js';
import type {AidAnswer, AidOutcome, DecisionAid} from '../../../core/incident/aid-schema.js';
import {DECISION_AIDS} from '../../../core/incident/aids.js';
import type {Incident} from '../../../core/incident/incident.js';
import type {Cockpit} from '../../cockpit.js';
import type {MenuItem, Target} from '../../overlays/overlay.js';
import {front} from '../../ui-store.js';
import {dispatch} from '../dispatch.js';
import {openEscalation} from '../escalate/open.js';
import {ask} from '../overlay.js';
import {openRunbook} from '../runbook/open.js';
import {say} from '../say.js';
import {askRole} from './course.js';
import {declaredOf, declareWith} from './declare.js';
import {walkAid} from './walk-aid.js';

/** Asks which decision; the answers about an incident are recorded with it at once, and what it comes to is done. */
export function askAid(cockpit: Cockpit, incident: Incident): void {
  askWhich(cockpit, aid =>
    walkAid(cockpit, {
      aid,
      answered: [],
      keep: (answer, goOn) =>
        dispatch(cockpit, {type: 'answer-aid', incident: incident.incident, ...answer}, () => goOn()),
      comes: outcome => follow(cockpit, incident, outcome),
    }),
  );
}

/**
 * The same before there is an incident, about an alert or about nothing that fires: the answers go with the incident where
 * one is declared, else into a note.
 */
export function askDecision(cockpit: Cockpit, target: Target | undefined): void {
  const own = incidentOf(cockpit, target);
  if (own !== undefined) {
    askAid(cockpit, own);
    return;
  }
  askWhich(cockpit, aid =>
    walkAid(cockpit, {
      aid,
      answered: [],
      keep: (_answer, goOn) => goOn(),
      comes: (outcome, answered) => come(cockpit, {aid, outcome, answered, target}),
    }),
  );
}

/** Calls somebody about the alerts of an incident that fire. */
export function escalateAlerts(cockpit: Cockpit, incident: Incident): void {
  const target = firingOf(cockpit, incident);
  if (target === undefined) say(cockpit, 'No alert of it fires now: u tells people of it.', 'warning');
  else openEscalation(cockpit, target);
}

function askWhich(cockpit: Cockpit, go: (aid: DecisionAid) => void): void {
  ask(cockpit, {
    kind: 'menu',
    title: 'decide',
    at: 0,
    items: DECISION_AIDS.map(aid => ({
      label: aid.title,
      detail: `${aid.questions.length} questions at most`,
      act: () => go(aid),
    })),
  });
}

/** The incident in front, or the one that the alerts belong to. */
function incidentOf(cockpit: Cockpit, target: Target | undefined): Incident | undefined {
  const {incidents} = cockpit.scenes.getState().watch.shift;
  const {view, subject = ''} = front(cockpit.ui.getState());
  if (target === undefined) return view === 'incident' ? incidents.get(subject) : undefined;
  const keys = new Set(target.alerts);
  return [...incidents.values()].find(
    ({status, alerts}) => status !== 'closed' && alerts.some(alert => keys.has(alertKey(alert))),
  );
}

interface Come {
  readonly aid: DecisionAid;
  readonly outcome: AidOutcome;
  readonly answered: readonly AidAnswer[];
  readonly target: Target | undefined;
}

/** What an aid came to before there is an incident: offered to be done. */
function come(cockpit: Cockpit, come: Come): void {
  const {outcome, answered, target} = come;
  const {severity, does} = outcome;
  const declaring: MenuItem = {
    label: severity === undefined ? 'declare an incident' : `declare a ${severity}`,
    detail: 'what you answered goes with it',
    act: () => declareWith(cockpit, {...declaredOf(cockpit, target), answers: answered}, severity),
  };
  const note: MenuItem = {label: 'only note it', detail: 'the answers, in the log', act: () => keepNote(cockpit, come)};
  const items = [
    ...(does === 'declare' || severity !== undefined ? [declaring] : []),
    ...(target === undefined ? [] : alertItems(cockpit, {...come, target})),
  ];
  if (items.length === 0) keepNote(cockpit, come);
  else ask(cockpit, {kind: 'menu', title: outcome.say, at: 0, items: [...items, note]});
}

/** What can be done about an alert; the answers are noted on it. */
function alertItems(cockpit: Cockpit, come: Come & {readonly target: Target}): readonly MenuItem[] {
  const {outcome, target} = come;
  if (outcome.does === 'escalate') {
    return [
      {
        label: 'open the ladder',
        detail: 'who is called, by what, with which text',
        act: () => keepNote(cockpit, come, () => openEscalation(cockpit, target)),
      },
    ];
  }
  if ((outcome.does !== 'fix' && outcome.does !== 'roll-back') || cockpit.desk === undefined) return [];
  return [
    {
      label: 'open the runbook',
      detail: 'where there is one',
      act: () => keepNote(cockpit, come, () => openRunbook(cockpit, target)),
    },
  ];
}

function keepNote(cockpit: Cockpit, {aid, outcome, answered, target}: Come, then?: () => void): void {
  const said = answered.map(({question, answer}) => `${question} ${answer}`).join('; ');
  const alert = target?.alerts[0];
  const text = `${aid.title} ${said}. ${outcome.say}`;
  dispatch(cockpit, {type: 'note', text, ...(alert === undefined ? {} : {alert})}, () => {
    if (then === undefined) say(cockpit, `${outcome.say} Noted.`, 'good');
    else then();
  });
}

/** What an aid came to in an incident: done, or offered to be done. */
function follow(cockpit: Cockpit, incident: Incident, outcome: AidOutcome): void {
  const {severity, does, say: text} = outcome;
  if (severity !== undefined && severity !== incident.severity) askSeverity(cockpit, incident, outcome);
  else if (does === 'escalate') escalateAlerts(cockpit, incident);
  else if (does === 'declare') offer(cockpit, `${text} It is one already.`, helpItems(cockpit, incident));
  else if (does !== undefined) offer(cockpit, text, fixItems(cockpit, incident));
  else say(cockpit, text, 'good');
}

function offer(cockpit: Cockpit, title: string, items: readonly MenuItem[]): void {
  const none: MenuItem = {
    label: 'nothing now',
    detail: 'the answers are recorded',
    act: () => say(cockpit, title, 'good'),
  };
  ask(cockpit, {kind: 'menu', title, at: 0, items: [...items, none]});
}

function helpItems(cockpit: Cockpit, incident: Incident): readonly MenuItem[] {
  return [
    {label: 'escalate', detail: 'opens the ladder of its alerts', act: () => escalateAlerts(cockpit, incident)},
    {label: 'give a role', detail: 'to somebody who helps', act: () => askRole(cockpit, incident)},
  ];
}

function fixItems(cockpit: Cockpit, known: Incident): readonly MenuItem[] {
  const {incident} = known;
  const target = firingOf(cockpit, known);
  const book: MenuItem[] =
    target === undefined || cockpit.desk === undefined
      ? []
      : [{label: 'open the runbook', detail: `of ${target.name}`, act: () => openRunbook(cockpit, target)}];
  return [
    ...book,
    {
      label: 'status: resolving',
      detail: 'the fix is under way',
      act: () =>
        dispatch(cockpit, {type: 'set-incident-status', incident, status: 'resolving'}, () =>
          say(cockpit, `${incident} is resolving`, 'good'),
        ),
    },
  ];
}

function askSeverity(
  cockpit: Cockpit,
  {incident, severity: before}: Incident,
  {severity, say: text}: AidOutcome,
): void {
  if (severity === undefined) return;
  ask(cockpit, {
    kind: 'confirm',
    title: `make ${incident} a ${severity}?`,
    lines: [{text}, {text: `It is a ${before} now.`}],
    yes: 'make it so',
    act: () =>
      dispatch(cockpit, {type: 'change-incident-severity', incident, severity, reason: text}, () =>
        say(cockpit, `${incident} is a ${severity}`, 'good'),
      ),
  });
}

/** The alerts of an incident that fire now. */
function firingOf(cockpit: Cockpit, {title, alerts}: Incident): Target | undefined {
  const {live} = cockpit.scenes.getState().watch;
  const firing = alerts.map(alertKey).filter(key => live.alerts.has(key));
  return firing.length === 0 ? undefined : {name: title, alerts: firing, rows: 1, hidden: []};
}
