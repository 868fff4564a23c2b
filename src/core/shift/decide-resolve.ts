import {type AlertKey, alertKey, alertName} from '../alert/alert.js';
import type {WatchState} from '../watch-state.js';
import type {Command, Ending} from './command.js';
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

/** What ended an alert that its source, or nobody, said was over: a note on that very occurrence. */
export function decideTellEnding(
  {alert, title, ending}: Extract<Command, {type: 'tell-ending'}>,
  {shift}: WatchState,
  asking: Asking,
): Decision {
  const key = alertKey(alert);
  if (shift.firing.get(key)?.startsAt === alert.startsAt)
    return refuse(
      'refused',
      `${title} still fires.`,
      'Write a note on it (n, wk note --alert); what ended it is said when it has.',
    );
  if (!shift.history.has(key))
    return refuse('not-found', `The log knows no end of ${title}.`, 'Look at the log with `wk log`.');
  const said = endingNote(ending, {alert, title}, asking);
  return said.length > 0 ? said : refuse('invalid', 'Nothing was said.', 'Name a cause, a fix or what follows.');
}

/** Said once, of the first of them: those that are ended together are of one matter. */
function noteOf(ending: Resolve['ending'], open: Open | undefined, asking: Asking): readonly NewFact[] {
  if (open === undefined) return [];
  const {source, fingerprint, startsAt} = open;
  return endingNote(ending, {alert: {source, fingerprint, startsAt}, title: alertName(open)}, asking);
}

function endingNote(
  {cause, fix, followUp}: Ending = {},
  about: Pick<Extract<Command, {type: 'tell-ending'}>, 'alert' | 'title'>,
  asking: Asking,
): readonly NewFact[] {
  const lines = [
    ['Cause', cause],
    ['Fix', fix],
    ['Follow-up', followUp],
  ].flatMap(([name, text]) => ((text ?? '').trim() === '' ? [] : [`${name}: ${text?.trim()}`]));
  return lines.length === 0 ? [] : [{type: 'note.added', note: asking.newId('note'), text: lines.join('. '), ...about}];
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
