import {type Fact, factVersion} from '../../../src/core/shift/fact.js';
import {seeded} from '../../../src/demo/night/random.js';
import {type Busy, tellCall} from './call.js';
import {type Coming, DAY, HOUR, MINUTE, type Tale, YEAR} from './tale.js';

/**
 * A year of watches, the same for the same seed: calls by day and night, acked here and elsewhere, or not; silences,
 * judgements, escalations, runbooks and incidents; exactly so many facts in the order of their time. What goes on at the
 * end of the year does not end in it.
 */
export function aYear({seed = 1, facts = 100_000, origin = 'here'} = {}): readonly Fact[] {
  const random = seeded(seed);
  const coming: Coming[] = [];
  let ids = 0;
  const tale: Tale = {
    random,
    tell: (at, fact, by = 'ana') => {
      if (at >= YEAR.from && at < YEAR.to) coming.push({at, by, fact});
    },
    newId: prefix => {
      ids += 1;
      return `${prefix}${ids.toString(36)}`;
    },
  };
  watchdogs(tale);
  const busy: Busy = new Map();
  while (coming.length < facts) tellCall(tale, busy, YEAR.from + Math.floor(random() * (YEAR.to - YEAR.from)));
  return coming
    .sort((a, b) => a.at - b.at)
    .slice(0, facts)
    .map(({at, by, fact: {type, ...rest}}, index) => {
      const envelope = {v: factVersion(type), seq: index + 1, origin, at: new Date(at).toISOString(), by};
      return {...envelope, type, ...rest} as Fact;
    });
}

/** They fire all the time and call nobody; a restart of their server ends and begins them. */
function watchdogs({tell}: Tale): void {
  for (let at = YEAR.from + HOUR; at < YEAR.to; at += 9 * DAY) {
    const name = {source: 'eu', fingerprint: 'd09', startsAt: at};
    const labels = {alertname: 'Watchdog', severity: 'none'};
    tell(at, {type: 'alert.fired', ...name, labels, severity: 'P4', state: 'active', on: at}, 'wk');
    tell(at + 9 * DAY - MINUTE, {type: 'alert.resolved', ...name, on: at + 9 * DAY - MINUTE, reason: 'absent'}, 'wk');
  }
}
