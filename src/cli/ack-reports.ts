import {type Fact, isFact} from '../core/shift/fact.js';

/** How far an ack came, read from the facts that its command made. Times are Unix ms. */
export interface AckReport {
  readonly ack: string;
  readonly source: string;
  readonly title: string;
  readonly fingerprints: readonly string[];
  /** Taken: somebody else of the team had asked for the same before. */
  readonly state: 'requested' | 'placed' | 'failed' | 'taken';
  /** The source cannot be silenced: there is an ack and no silence. */
  readonly carrier?: 'team';
  readonly silence?: string;
  readonly member?: string;
  readonly endsAt?: number;
  readonly reason?: string;
  readonly hint?: string;
}

/** One report for each ack that was requested among the facts. */
export function ackReports(facts: readonly Fact[]): readonly AckReport[] {
  const reports = new Map<string, AckReport>();
  for (const fact of facts) {
    if (isFact(fact, 'ack.requested') && !reports.has(fact.ack)) {
      const {ack, source, title, alerts} = fact;
      reports.set(ack, {
        ack,
        source,
        title,
        fingerprints: alerts.map(({fingerprint}) => fingerprint),
        ...(fact.carrier === undefined ? {state: 'requested'} : {state: 'placed', carrier: fact.carrier}),
      });
      continue;
    }
    const before = 'ack' in fact && typeof fact.ack === 'string' ? reports.get(fact.ack) : undefined;
    if (before !== undefined) {
      reports.set(before.ack, advanced(before, fact));
    }
  }
  return [...reports.values()];
}

function advanced(before: AckReport, fact: Fact): AckReport {
  if (isFact(fact, 'ack.placed')) {
    const {silence, member, endsAt} = fact;
    const {reason: _reason, hint: _hint, ...rest} = before;
    return {...rest, state: 'placed', silence, member, endsAt};
  }
  if (isFact(fact, 'ack.failed')) {
    const {reason, hint, final} = fact;
    return {...before, state: final ? 'failed' : before.state, reason, ...(hint === undefined ? {} : {hint})};
  }
  if (isFact(fact, 'ack.ended') && fact.reason === 'taken') {
    const {detail: reason} = fact;
    return {...before, state: 'taken', ...(reason === undefined ? {} : {reason})};
  }
  return before;
}
