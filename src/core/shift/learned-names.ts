import {alertKey} from '../alert/alert.js';
import {alertTitle} from '../alert/alert-title.js';
import {type Fact, type FactOf, isFact} from './fact.js';
import type {Naming} from './sentence.js';

export interface LearnedNames {
  /** Takes the next facts, in order. */
  learn(facts: readonly Fact[]): void;
  readonly naming: Required<
    Pick<Naming, 'alert' | 'ack' | 'holder' | 'delivery' | 'walk' | 'run' | 'task' | 'measure'>
  >;
}

interface Known {
  readonly alerts: Map<string, string>;
  readonly acks: Map<string, {readonly title: string; readonly by: string; readonly source: string}>;
  readonly holders: Map<string, string>;
  readonly deliveries: Map<string, string>;
  readonly walks: Map<string, string>;
  readonly runs: Map<string, string>;
  /** Tasks and temporary measures of incidents. */
  readonly works: Map<string, string>;
}

/** Alerts, acks and silences by the names that earlier facts gave them. */
export function learnedNames(): LearnedNames {
  const known: Known = {
    alerts: new Map(),
    acks: new Map(),
    holders: new Map(),
    deliveries: new Map(),
    walks: new Map(),
    runs: new Map(),
    works: new Map(),
  };
  return {
    learn: facts => {
      for (const fact of facts) learnOne(fact, known);
    },
    naming: {
      alert: key => known.alerts.get(key),
      ack: id => known.acks.get(id)?.title,
      holder: key => known.holders.get(key),
      delivery: id => known.deliveries.get(id),
      walk: id => known.walks.get(id),
      run: id => known.runs.get(id),
      task: id => known.works.get(id),
      measure: id => known.works.get(id),
    },
  };
}

function learnOne(fact: Fact, known: Known): void {
  if (isFact(fact, 'alert.fired')) known.alerts.set(alertKey(fact), alertTitle(fact));
  else if (isFact(fact, 'ack.requested')) learnAck(fact, known);
  else if (isFact(fact, 'ack.placed') || isFact(fact, 'ack.extended')) {
    const ack = known.acks.get(fact.ack);
    if (ack !== undefined) known.holders.set(`${ack.source}/${fact.silence}`, `the ack of ${ack.by}`);
  } else if (isFact(fact, 'silence.placed')) learnSilence(fact, known);
  else if (isFact(fact, 'delivery.requested')) known.deliveries.set(fact.delivery, `${fact.title} to ${fact.target}`);
  else if (isFact(fact, 'source.renamed')) learnRenamed(fact, known);
  else learnWork(fact, known);
}

function learnWork(fact: Fact, {walks, runs, works}: Known): void {
  if (isFact(fact, 'runbook.opened')) walks.set(fact.walk, fact.title);
  else if (isFact(fact, 'step.confirmed')) runs.set(fact.run, fact.text.split('\n', 1)[0] ?? '');
  else if (isFact(fact, 'incident.task-added')) works.set(fact.task, fact.text);
  else if (isFact(fact, 'incident.measure-taken')) works.set(fact.measure, fact.text);
}

function learnRenamed(renamed: FactOf<'source.renamed'>, {alerts, holders}: Known): void {
  for (const names of [alerts, holders])
    for (const [key, name] of [...names]) names.set(renamedKey(key, renamed), name);
}

/** The key of an alert or a silence under the name that its source has got. */
export function renamedKey(key: string, {from, source}: Pick<FactOf<'source.renamed'>, 'from' | 'source'>): string {
  const slash = key.lastIndexOf('/');
  return key.slice(0, slash) === from ? `${source}${key.slice(slash)}` : key;
}

/** An ack of one alert goes by what tells that apart. */
function learnAck({ack, source, by, title, alerts}: FactOf<'ack.requested'>, known: Known): void {
  const [one, ...others] = alerts.map(({fingerprint}) => alertKey({source, fingerprint}));
  const own = others.length === 0 ? known.alerts.get(one ?? '') : undefined;
  known.acks.set(ack, {title: own ?? title, by, source});
}

function learnSilence({source, silence, createdBy}: FactOf<'silence.placed'>, {holders}: Known): void {
  const key = `${source}/${silence}`;
  if (!holders.has(key)) holders.set(key, `the silence of ${createdBy}`);
}
