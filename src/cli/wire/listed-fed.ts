import type {Alert} from '../../core/alert/alert.js';
import {compileMatchers} from '../../core/alert/matcher.js';
import type {FeedHealth} from '../../core/feed/team.js';
import type {SourceHealth} from '../../core/live/update.js';
import {SourceError} from '../../core/ports.js';
import type {AlertQuery, FedAlert, FedAnswer, SourceFailure} from '../context.js';

/** As a webhook of Alertmanager says that an alert has not ended. */
const NO_END = '0001-01-01T00:00:00.000Z';

/** Those that fit, by the rules of Alertmanager's own list, in its shape and with their source. */
export function listedFed(alerts: readonly Alert[], query: AlertQuery): readonly FedAlert[] {
  const compiled = compileMatchers(query.matchers);
  if ('unsupported' in compiled) {
    throw new SourceError('rejected', `${compiled.unsupported} cannot be matched here.`, {
      hint: 'Write the regular expression in another way: lookarounds and back references are not known to RE2 either.',
    });
  }
  const receives = receiverTest(query.receiver);
  return alerts
    .filter(alert => isWanted(alert, query) && receives(alert) && compiled.test(alert.labels))
    .map(alert => listed(alert));
}

/** Each selector that is off leaves out what it names; of an alert that only a time interval mutes, none speaks. */
function isWanted({state, silencedBy, inhibitedBy}: Alert, query: AlertQuery): boolean {
  if (!query.active && state === 'active') return false;
  if (!query.unprocessed && state === 'unprocessed') return false;
  return (query.silenced || silencedBy.length === 0) && (query.inhibited || inhibitedBy.length === 0);
}

function receiverTest(receiver: string | undefined): (alert: Alert) => boolean {
  if (receiver === undefined) return () => true;
  const named = compileMatchers([{name: 'receiver', value: receiver, isRegex: true, isEqual: true}]);
  return ({receivers}) => 'test' in named && receivers.some(name => named.test({receiver: name}));
}

/** When it was told last is not kept: it changed when it began. */
function listed(alert: Alert): FedAlert {
  const {source, fingerprint, labels, annotations, generatorURL, receivers} = alert;
  const startsAt = new Date(alert.startsAt).toISOString();
  const {state, silencedBy, inhibitedBy, mutedBy} = alert;
  return {
    annotations,
    endsAt: NO_END,
    fingerprint,
    receivers: receivers.map(name => ({name})),
    startsAt,
    status: {inhibitedBy, mutedBy, silencedBy, state},
    updatedAt: startsAt,
    generatorURL,
    labels,
    source,
  };
}

/** Of a source whose Alertmanager the relay does not reach. */
export function blindFailure({source, trouble}: SourceHealth): SourceFailure {
  return {
    source,
    kind: trouble?.kind ?? 'unreachable',
    message: trouble?.message ?? 'it is not known yet what fires there.',
    hint: trouble?.hint ?? 'Ask again in a moment.',
  };
}

export function feedFailure({name, trouble}: Pick<FeedHealth, 'name' | 'trouble'>): SourceFailure {
  return {
    source: name,
    kind: 'unreachable',
    message: `What only the feed tells of is not known: ${trouble?.message ?? 'it is not connected yet.'}`,
    hint: trouble?.hint ?? 'Ask again in a moment.',
  };
}

/** What keeps the relay from doing all of its work may be what keeps alerts from it. */
export function noteOf(degraded: string | undefined): Pick<FedAnswer, 'said'> {
  return degraded === undefined ? {} : {said: [`Note: the relay says: ${degraded.replace(/[.\s]+$/, '')}.`]};
}
