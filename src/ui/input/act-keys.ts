import {decideResolve} from '../../core/shift/decide-resolve.js';
import {isSilenceable, notSilenceable as silenceRefusal} from '../../core/shift/decide-silence.js';
import {isRefusal} from '../../core/shift/decision.js';
import {ackGroups} from '../ack-groups.js';
import {ackNow, askAck} from '../actions/ack.js';
import {openEscalation} from '../actions/escalate/open.js';
import {askDecision} from '../actions/incident/decide.js';
import {openIncident} from '../actions/incident/declare.js';
import {askTuning} from '../actions/incident/ticket.js';
import {judge} from '../actions/judge.js';
import {askCopy, askLink} from '../actions/links.js';
import {askNote} from '../actions/note.js';
import {release} from '../actions/release.js';
import {askResolve} from '../actions/resolve.js';
import {openRunbook} from '../actions/runbook/open.js';
import {NOT_ANSWERED} from '../actions/say.js';
import {askSilence} from '../actions/silence.js';
import {readOnlyReason, replayReason} from '../actions/target.js';
import type {Cockpit} from '../cockpit.js';
import type {Target} from '../overlays/overlay.js';
import type {Binding} from './binding.js';

/** What a view says its actions are about; a string says why there is nothing to act on. */
export type TargetOf = (cockpit: Cockpit) => Target | string;

type Act = (cockpit: Cockpit, target: Target) => void;

/** The keys that do something about alerts, the same wherever alerts are shown. */
export function actKeys(targetOf: TargetOf): readonly Binding<Cockpit>[] {
  const on = (act: Act) => (cockpit: Cockpit) => {
    const target = targetOf(cockpit);
    if (typeof target !== 'string') act(cockpit, target);
  };
  const nothing = (cockpit: Cockpit) => {
    const target = targetOf(cockpit);
    return typeof target === 'string' ? target : undefined;
  };
  const outside = (cockpit: Cockpit) => readOnlyReason(cockpit) ?? nothing(cockpit) ?? notLive(cockpit, targetOf);
  return [
    {
      keys: ['a'],
      label: 'ack',
      what: 'acks at once with the defaults; marked rows after a question',
      bar: 1,
      disabled: outside,
      act: on(ackNow),
    },
    {
      keys: ['e'],
      label: 'escalate',
      what: 'opens the ladder of the alert: who is called when, to page somebody and see it arrive',
      bar: 3,
      disabled: cockpit => nothing(cockpit) ?? notLive(cockpit, targetOf),
      act: on(openEscalation),
    },
    {
      keys: ['A'],
      label: 'ack…',
      what: 'acks with a comment and a duration, showing what else it would hit',
      bar: 7,
      disabled: cockpit => outside(cockpit) ?? heldAlready(cockpit, targetOf),
      act: on(askAck),
    },
    {
      keys: ['u'],
      label: 'release',
      what: 'gives an ack back',
      bar: 10,
      disabled: cockpit => readOnlyReason(cockpit) ?? nothing(cockpit),
      act: on(release),
    },
    {
      keys: ['s'],
      label: 'silence',
      what: 'silences, with matchers to edit; now or at a time to come',
      bar: 3,
      disabled: cockpit => outside(cockpit) ?? notSilenceable(cockpit, targetOf),
      act: on(askSilence),
    },
    {
      keys: ['R'],
      label: 'over',
      what: 'says that the alert is over, where its source never does; in the view of one that is over, what it was',
      disabled: cockpit => readOnlyReason(cockpit) ?? nothing(cockpit) ?? endsByItself(cockpit, targetOf),
      act: on(askResolve),
    },
    tuneKey(on, nothing),
    ...tellKeys(on, nothing),
  ];
}

function tuneKey(
  on: (act: Act) => (cockpit: Cockpit) => void,
  nothing: (cockpit: Cockpit) => string | undefined,
): Binding<Cockpit> {
  return {
    keys: ['T'],
    label: 'tune',
    what: 'makes a ticket to tune the alert, with how often it fired and called, and what it was worth',
    disabled: cockpit => readOnlyReason(cockpit) ?? nothing(cockpit),
    act: on(askTuning),
  };
}

/** The keys that change nothing outside: they work in a read-only cockpit, too. */
function tellKeys(
  on: (act: Act) => (cockpit: Cockpit) => void,
  nothing: (cockpit: Cockpit) => string | undefined,
): readonly Binding<Cockpit>[] {
  const recordable = (cockpit: Cockpit) => replayReason(cockpit) ?? nothing(cockpit);
  return [
    {
      keys: ['n'],
      label: 'note',
      what: 'writes a note on the alert into the log',
      bar: 6,
      disabled: recordable,
      act: on((cockpit, target) => askNote(cockpit, target)),
    },
    {
      keys: ['r'],
      label: 'runbook',
      what: 'opens the runbook of the alert, to walk it',
      bar: 4,
      disabled: cockpit => (cockpit.desk === undefined ? 'No runbooks can be read here.' : nothing(cockpit)),
      act: on(openRunbook),
    },
    {
      keys: ['i'],
      label: 'incident',
      what: 'declares an incident of the alert, or opens the one that it belongs to',
      bar: 6,
      disabled: nothing,
      act: on(openIncident),
    },
    {
      keys: ['w'],
      label: 'decide',
      what: 'asks the questions that lead to a decision: how bad, an incident or not, whom to call, what now',
      disabled: nothing,
      act: on(askDecision),
    },
    {
      keys: ['f'],
      label: 'noise',
      what: 'calls the alert noise, or takes that back',
      disabled: recordable,
      act: on(judge),
    },
    {
      keys: ['o'],
      label: 'links',
      what: 'opens the links of the alert to copy: runbook, dashboard, graph',
      bar: 13,
      disabled: nothing,
      act: on(askLink),
    },
    {
      keys: ['y'],
      label: 'copy',
      what: 'copies name, labels, matchers or summary',
      bar: 14,
      disabled: nothing,
      act: on(askCopy),
    },
  ];
}

function heldAlready(cockpit: Cockpit, targetOf: TargetOf): string | undefined {
  const target = targetOf(cockpit);
  if (typeof target === 'string' || ackGroups(cockpit.scenes.getState(), target.alerts).length > 0) return undefined;
  return `${target.name} is acked already; u releases it.`;
}

/** An alert that only the feed tells of has no Alertmanager here that could silence it. */
function notSilenceable(cockpit: Cockpit, targetOf: TargetOf): string | undefined {
  const target = targetOf(cockpit);
  if (typeof target === 'string') return target;
  const {watch} = cockpit.scenes.getState();
  const sources = new Set(target.alerts.map(key => watch.live.alerts.get(key)?.source ?? ''));
  if ([...sources].some(source => isSilenceable(source, watch))) return undefined;
  const {message, hint} = silenceRefusal([...sources].join(' and ')).refusal;
  return `${message} ${hint}`;
}

/** Where somebody else says when an alert is over, an operator's word would not stand. */
function endsByItself(cockpit: Cockpit, targetOf: TargetOf): string | undefined {
  const target = targetOf(cockpit);
  if (typeof target === 'string') return target;
  const {watch, now} = cockpit.scenes.getState();
  const decision = decideResolve({type: 'resolve', alerts: target.alerts}, watch, {at: now, by: '', newId: String});
  return isRefusal(decision) ? `${decision.refusal.message} ${decision.refusal.hint}` : undefined;
}

/** Before its source has answered, nobody knows what an ack of a remembered row would hit. */
function notLive(cockpit: Cockpit, targetOf: TargetOf): string | undefined {
  const target = targetOf(cockpit);
  if (typeof target === 'string') return target;
  const {live, warming} = cockpit.scenes.getState().watch;
  if (target.alerts.some(key => live.alerts.has(key))) return undefined;
  return warming ? NOT_ANSWERED : `${target.name} does not fire any more.`;
}
