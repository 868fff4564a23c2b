import {type AlertKey, alertKey, alertName} from '../alert/alert.js';
import type {WatchState} from '../watch-state.js';
import type {Command} from './command.js';
import {unknownAlert} from './decide-log.js';
import {type Asking, type Decision, type NewFact, refuse} from './decision.js';
import {hasServers} from './left-sources.js';
import type {Occurrence} from './state.js';
import {upkeepOfAcks} from './upkeep-acks.js';

type Resolve = Extract<Command, {type: 'resolve'}>;
type Open = Pick<Occurrence, 'source' | 'fingerprint' | 'startsAt' | 'labels'>;

/**
 * An operator's word that alerts are over, and the end of the acks that held nothing else. It stands only where no source
 * would say otherwise at its next look.
 */
export function decideResolve(command: Resolve, state: WatchState, asking: Asking): Decision {
  const [first] = command.alerts;
  if (first === undefined)
    return refuse('not-found', 'No alert was named.', 'Name one by a matcher, such as alertname=JobFailed.');
  const open = command.alerts.flatMap((key): Open[] => {
    const found = state.shift.firing.get(key) ?? state.live.alerts.get(key);
    return found === undefined ? [] : [found];
  });
  if (open.length === 0) return unknownAlert(first);
  for (const one of open) {
    const why = whyNot(one, command, state);
    if (why !== undefined) return why;
  }
  return [
    ...noteOf(command.ending, open[0], asking),
    ...open.map(alert => resolved(alert, asking.at)),
    ...endedAcks(open, state, asking.at),
  ];
}

/** Said once, of the first of them: those that are ended together are of one matter. */
function noteOf(ending: Resolve['ending'], open: Open | undefined, asking: Asking): readonly NewFact[] {
  const {cause, fix, followUp} = ending ?? {};
  const lines = [
    ['Cause', cause],
    ['Fix', fix],
    ['Follow-up', followUp],
  ].flatMap(([name, text]) => ((text ?? '').trim() === '' ? [] : [`${name}: ${text?.trim()}`]));
  if (open === undefined || lines.length === 0) return [];
  const {source, fingerprint, startsAt} = open;
  const alert = {source, fingerprint, startsAt};
  return [{type: 'note.added', note: asking.newId('note'), text: lines.join('. '), alert, title: alertName(open)}];
}

function resolved({source, fingerprint, startsAt}: Open, on: number): NewFact {
  return {type: 'alert.resolved', source, fingerprint, startsAt, on, reason: 'operator'};
}

function endedAcks(open: readonly Open[], state: WatchState, now: number): readonly NewFact[] {
  const resolved: ReadonlySet<AlertKey> = new Set(open.map(alertKey));
  return [...new Set(open.map(({source}) => source))].flatMap(source =>
    upkeepOfAcks(state, {source, now, resolved, fired: [], silencesRead: false}).filter(
      fact => fact.type === 'ack.ended' && fact.reason === 'resolved',
    ),
  );
}

function whyNot(alert: Open, {anyway}: Resolve, state: WatchState): Decision | undefined {
  const {source} = alert;
  if (isPolled(source, state))
    return refuse(
      'refused',
      `${alertName(alert)} is not ended by hand: ${source} is looked at again and again, and shows when an alert is over.`,
      'Ack it (a, wk ack) or silence it (s, wk silence add); its row goes when the source shows it no more.',
    );
  const powers = state.live.sources.get(source)?.powers;
  // A relay that lost its stream may have lost that word with it.
  const isUnconfirmed = state.live.alerts.get(alertKey(alert))?.unconfirmedSince !== undefined;
  if (powers?.resolve !== true || anyway === true || isUnconfirmed) return undefined;
  return refuse(
    'refused',
    `${alertName(alert)} is not ended by hand: ${source} says by itself when an alert is over.`,
    `If that word was lost, end it with: wk resolve --anyway ${alertName(alert)}`,
  );
}

/** Its alerts come from an Alertmanager that somebody here asks, or asked when it was last watched. */
function isPolled(source: string, {live, shift}: WatchState): boolean {
  const health = live.sources.get(source);
  if (health === undefined) return hasServers(source, shift);
  return health.powers === undefined || health.powers.silence;
}
