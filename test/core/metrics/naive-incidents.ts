import type {Fact} from '../../../src/core/shift/fact.js';

interface Named {
  readonly source: string;
  readonly fingerprint: string;
  readonly startsAt: number;
}

export interface NaiveIncident {
  readonly severity: string;
  readonly began: number;
  readonly declaredAt: number;
  /** When each status was reached, as is known at last. */
  readonly at: Readonly<Record<string, number | undefined>>;
  /** Somebody put right when it was acked. */
  readonly isAckCorrected: boolean;
  readonly alerts: ReadonlyMap<string, Named>;
  readonly updates: readonly {readonly audience: string; readonly at: number}[];
  readonly actions: readonly {readonly due: number | undefined; readonly doneAt: number | undefined}[];
}

/** A fact about an incident, without the program's own knowledge of which has what. */
interface Loose {
  readonly type: string;
  readonly incident: string;
  readonly at: string;
  readonly on: number;
  readonly phase: string;
  readonly status: string;
  readonly severity: string;
  readonly startedAt: number;
  readonly alerts: readonly Named[];
  readonly alert: Named;
  readonly audience: string;
  readonly task: string;
  readonly kind: string;
  readonly due?: number;
}

/** Each incident from the facts that name it, each thing asked for by itself. */
export function naiveIncidents(facts: readonly Fact[]): readonly NaiveIncident[] {
  const about = (facts as unknown as readonly Loose[]).filter(({type}) => type.startsWith('incident.'));
  const byIncident = new Map<string, Loose[]>();
  for (const fact of about) {
    const known = byIncident.get(fact.incident);
    if (known === undefined) byIncident.set(fact.incident, [fact]);
    else known.push(fact);
  }
  return [...byIncident.values()].map(incidentOf);
}

function incidentOf(facts: readonly Loose[]): NaiveIncident {
  const of = (type: string) => facts.filter(fact => fact.type === `incident.${type}`);
  const last = (values: readonly Loose[]) => values[values.length - 1];
  const [declared] = of('declared');
  if (declared === undefined) throw new Error('an incident was never declared');
  const declaredAt = Date.parse(declared.at);
  const corrected = (phase: string) => last(of('time-corrected').filter(one => one.phase === phase))?.on;
  const first = Math.min(declaredAt, ...declared.alerts.map(one => one.startsAt));
  const reopened = facts.findLastIndex(({type}) => type === 'incident.reopened');
  const after = facts.slice(reopened + 1);
  const status = (name: string) => last(of('status-changed').filter(one => one.status === name))?.on;
  return {
    severity: last(of('severity-changed'))?.severity ?? declared.severity,
    began: corrected('began') ?? declared.startedAt,
    declaredAt,
    at: {
      detected: corrected('detected') ?? Math.max(declared.startedAt, first),
      acknowledged: corrected('acknowledged') ?? status('acknowledged'),
      identified: status('identified'),
      resolved: last(after.filter(({type}) => type === 'incident.resolved'))?.on,
    },
    isAckCorrected: corrected('acknowledged') !== undefined,
    alerts: alertsOf(facts),
    updates: of('update-posted').map(one => ({audience: one.audience, at: Date.parse(one.at)})),
    actions: of('task-added')
      .filter(({kind}) => kind === 'action')
      .map(({task, due}) => {
        const done = of('task-done').find(one => one.task === task);
        return {due, doneAt: done === undefined ? undefined : Date.parse(done.at)};
      }),
  };
}

function alertsOf(facts: readonly Loose[]): ReadonlyMap<string, Named> {
  const alerts = new Map<string, Named>();
  const key = ({source, fingerprint}: Named) => `${source}/${fingerprint}`;
  for (const fact of facts) {
    if (fact.type === 'incident.declared') for (const one of fact.alerts) alerts.set(key(one), one);
    if (fact.type === 'incident.alert-linked') alerts.set(key(fact.alert), fact.alert);
    if (fact.type === 'incident.alert-unlinked') alerts.delete(key(fact.alert));
  }
  return alerts;
}
