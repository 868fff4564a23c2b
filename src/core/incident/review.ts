import {alertKey} from '../alert/alert.js';
import {episodesOf} from '../handoff/episodes.js';
import {isPosted, updateTimes} from '../metrics/updates.js';
import type {Settings} from '../settings.js';
import {type Fact, isFact} from '../shift/fact.js';
import type {Naming} from '../shift/sentence.js';
import {withoutRepeats} from '../shift/without-repeats.js';
import {brief} from '../time/duration.js';
import {ackTimes} from './acked-at.js';
import {FIELDS, UNKNOWN} from './drafts.js';
import type {Incident, IncidentTask} from './incident.js';
import {missingRoles, ROLE_NAMES} from './roles.js';
import {type TimelineEntry, timelineOf} from './timeline.js';

/** What there is to say after an incident, from the facts; what people have to add is left blank. Times are ms. */
export interface Review {
  readonly incident: Incident;
  readonly timeline: readonly TimelineEntry[];
  /** How long each phase took, in the order in which they followed. */
  readonly phases: readonly {readonly what: string; readonly took: number}[];
  readonly impact: readonly {readonly what: string; readonly text: string}[];
  readonly wentWell: readonly string[];
  readonly wentBadly: readonly string[];
  readonly actions: readonly IncidentTask[];
  /** When the review is to be held, and to be written, Unix ms. */
  readonly heldBy: number;
  readonly writtenBy: number;
}

const HOUR = 60 * 60_000;
const IMPACT = ['users', 'share', 'segment', 'services', 'requests', 'revenue', 'budget', 'data'] as const;

/** The review of an incident. The meeting is due within 48 hours of its resolution, the text within a week. */
export function reviewOf(
  incident: Incident,
  told: readonly Fact[],
  {settings, naming = {}, now}: {readonly settings: Settings; readonly naming?: Naming; readonly now: number},
): Review {
  const facts = withoutRepeats(told);
  const timeline = timelineOf(incident, facts, naming);
  const ackedAt = ackTimes(facts, {calls: episodesOf(facts, settings), incidents: [incident]})(incident);
  const judged = judgements(incident, {facts, ackedAt, settings, now});
  const over = incident.reached.resolved ?? now;
  return {
    incident,
    timeline,
    phases: phasesOf(incident, ackedAt),
    impact: IMPACT.map(name => ({what: FIELDS[name], text: incident.fields[name] ?? UNKNOWN})),
    wentWell: judged.flatMap(({good, text}) => (good ? [text] : [])),
    wentBadly: judged.flatMap(({good, text}) => (good ? [] : [text])),
    actions: incident.tasks.filter(({kind}) => kind === 'action'),
    heldBy: over + 48 * HOUR,
    writtenBy: over + 7 * 24 * HOUR,
  };
}

function phasesOf({startedAt, reached}: Incident, acknowledged: number | undefined): Review['phases'] {
  const {detected, identified, resolving, resolved} = reached;
  const spans: readonly (readonly [string, number | undefined, number | undefined])[] = [
    ['to detect', startedAt, detected],
    ['to acknowledge', detected, acknowledged],
    ['to identify', acknowledged ?? detected, identified],
    ['to begin the fix', identified, resolving],
    ['to resolve', resolving ?? identified ?? acknowledged ?? detected, resolved],
    ['in all, from the first alert', detected, resolved],
  ];
  return spans.flatMap(([what, from, to]) =>
    from === undefined || to === undefined ? [] : [{what, took: Math.max(0, to - from)}],
  );
}

interface Judgement {
  readonly good: boolean;
  readonly text: string;
}

function judgements(
  incident: Incident,
  given: {
    readonly facts: readonly Fact[];
    readonly ackedAt: number | undefined;
    readonly settings: Settings;
    readonly now: number;
  },
): readonly Judgement[] {
  return [
    ...ofAck(incident, given.ackedAt, given.settings),
    ...ofUpdates(incident, given.settings, given.now),
    ...ofRunbooks(incident, given.facts),
    ...ofRoles(incident),
    ...ofCourse(incident),
  ];
}

/** Whether the first ack of it came in time. */
function ofAck(
  {severity, alerts, reached: {detected}}: Incident,
  ackedAt: number | undefined,
  settings: Settings,
): readonly Judgement[] {
  if (detected === undefined || alerts.length === 0) return [];
  if (ackedAt === undefined) return [{good: false, text: 'Nobody acked an alert of it.'}];
  const [took, target] = [Math.max(0, ackedAt - detected), settings.severity.sla[severity].ack];
  return [
    {
      good: took <= target,
      text: `The first ack came after ${brief(took)}; the target for a ${severity} is ${brief(target)}.`,
    },
  ];
}

function ofUpdates(incident: Incident, {incidents}: Settings, now: number): readonly Judgement[] {
  const due = updateTimes(incident, incidents, now);
  if (due.length === 0) return [];
  const late = due.filter(one => !isPosted(one)).length;
  return [
    late === 0
      ? {good: true, text: `All ${due.length} updates came in time.`}
      : {good: false, text: `${late} of ${due.length} updates that were due came late or not at all.`},
  ];
}

function ofRunbooks(incident: Incident, facts: readonly Fact[]): readonly Judgement[] {
  const keys = new Set(incident.alerts.map(alertKey));
  const opened = facts.filter(
    fact => isFact(fact, 'runbook.opened') && fact.alert !== undefined && keys.has(alertKey(fact.alert)),
  ) as readonly (Fact & {readonly walk: string; readonly title: string})[];
  if (opened.length === 0 && incident.alerts.length > 0) return [{good: false, text: 'No runbook was opened for it.'}];
  const walks = new Set(opened.map(({walk}) => walk));
  const failed = facts.filter(fact => isFact(fact, 'step.failed') && walks.has(fact.walk));
  return [
    ...opened.map(({title}) => ({good: true, text: `There was a runbook: ${title}.`})),
    ...(failed.length === 0 ? [] : [{good: false, text: `${failed.length} steps of runbooks failed.`}]),
  ];
}

function ofRoles(incident: Incident): readonly Judgement[] {
  const missing = missingRoles(incident).filter(({need}) => need === 'required');
  return missing.length === 0
    ? [{good: true, text: 'Every role that its severity asks for was taken.'}]
    : [{good: false, text: `Nobody was ${missing.map(({role}) => ROLE_NAMES[role]).join(', nor ')}.`}];
}

function ofCourse({reopened, measures, startedAt, reached}: Incident): readonly Judgement[] {
  const left = measures.filter(({removedAt}) => removedAt === undefined);
  const unseen = reached.detected === undefined ? 0 : reached.detected - startedAt;
  return [
    ...(unseen > 5 * 60_000 ? [{good: false, text: `It went on for ${brief(unseen)} before anything noticed.`}] : []),
    ...(reopened > 0 ? [{good: false, text: `It was called resolved too early, ${reopened} times.`}] : []),
    ...left.map(({text}) => ({good: false, text: `Something temporary is still in place: ${text}.`})),
  ];
}
