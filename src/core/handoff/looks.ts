import {matcherText} from '../alert/matcher.js';
import {silenceKey} from '../alert/silence.js';
import {auditSilence} from '../alert/silence-impact.js';
import {shortWhy} from '../live/tells-all.js';
import {isAckSilence} from '../shift/decide-silence.js';
import {leftSources} from '../shift/left-sources.js';
import type {Handoff, StandingSilence} from './handoff.js';
import {isKept} from './kept.js';
import type {KnownLive} from './known-live.js';
import {spoken} from './ongoing.js';

/** Which sources answered, and which of them with less than all, which did not, and which of the log were not asked. */
export function looksAt({state, lastWord}: KnownLive): Pick<Handoff, 'answered' | 'short' | 'unseen' | 'left'> {
  const {live} = state;
  const sources = [...live.sources.values()];
  const unknown = [...live.alerts.values(), ...live.silences.values()].map(({source}) => source);
  const known = new Map(leftSources(state).map(({source, alerts}) => [source, alerts]));
  const left = [...new Set([...known.keys(), ...unknown])].filter(source => !live.sources.has(source));
  const firing = (source: string) => [...live.alerts.values()].filter(alert => alert.source === source).length;
  return {
    answered: sources.filter(({state: is}) => is === 'up').map(({source}) => source),
    short: sources.flatMap(health => {
      const why = shortWhy(health);
      return why === undefined ? [] : [{source: health.source, why}];
    }),
    unseen: sources
      .filter(({state: is}) => is !== 'up')
      .map(({source, lastGood}) => {
        const word = lastWord(source);
        if (lastGood !== undefined) return {source, lastGood};
        return word === 0 ? {source} : {source, inLog: word};
      }),
    left: left.map(source => ({source, alerts: known.get(source) ?? firing(source), seenAt: lastWord(source)})),
  };
}

/** Soonest end first. */
export function standingSilences({state, lastWord}: KnownLive, now: number): readonly StandingSilence[] {
  const kept = [...state.shift.acks.values()].filter(ack => isKept(ack, state));
  const extended = new Set(kept.map(({source, silence}) => silence && silenceKey({source, id: silence.id})));
  return [...state.live.silences.values()]
    .filter(silence => silence.state !== 'expired')
    .filter(({source, endsAt}) => state.live.sources.get(source)?.state === 'up' || endsAt > now)
    .sort((a, b) => a.endsAt - b.endsAt)
    .map(silence => {
      const {holds, broad} = auditSilence(silence, state.live);
      const health = state.live.sources.get(silence.source);
      return {
        source: silence.source,
        id: silence.id,
        matchers: silence.matchers.map(matcherText).join(' '),
        by: silence.createdBy,
        comment: spoken(silence.comment, state),
        startsAt: silence.startsAt,
        endsAt: silence.endsAt,
        pending: silence.state === 'pending',
        isAck: isAckSilence(silence, state),
        extended: extended.has(silenceKey(silence)),
        holds,
        ...(broad === undefined ? {} : {broad}),
        ...(health?.state === 'up' ? {} : {asOf: health?.lastGood ?? lastWord(silence.source)}),
      };
    });
}
