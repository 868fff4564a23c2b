import type {Fact} from '../../../src/core/shift/fact.js';

/** One time that a problem called somebody. Times are Unix ms. */
export interface NaiveCall {
  readonly issue: string;
  readonly name: string;
  readonly severity: string;
  readonly startedAt: number;
  readonly endedAt: number | undefined;
  readonly toAck: number | undefined;
  /** False where it was held back for as long as it lasted. */
  readonly called: boolean;
}

/** One alert from the fact that it fired to the fact that it was over; places are those in the log. */
interface Stretch {
  readonly issue: string;
  readonly name: string;
  readonly from: number;
  readonly to: number;
  readonly on: number;
  readonly endedOn: number | undefined;
  /** How bad it was said to be. */
  readonly severities: readonly string[];
  readonly called: boolean;
  readonly acks: readonly {readonly place: number; readonly at: number}[];
}

/**
 * Stretches of the alerts of one issue that lie over each other are one call. Nothing of the reckoning of the program is
 * used: each alert is followed for itself, and only then are they put together.
 */
export function naiveCalls(facts: readonly Fact[]): readonly NaiveCall[] {
  const byIssue = new Map<string, Stretch[]>();
  for (const stretch of stretchesOf(facts)) {
    byIssue.set(stretch.issue, [...(byIssue.get(stretch.issue) ?? []), stretch]);
  }
  return [...byIssue.values()].flatMap(together).flatMap(callOf);
}

/** A fact of any kind, without the program's own knowledge of which has what. */
interface Loose {
  readonly type: string;
  readonly at: string;
  readonly source: string;
  readonly fingerprint: string;
  readonly on: number;
  readonly labels: Readonly<Record<string, string>>;
  readonly severity?: string;
  readonly state: string;
  readonly suppressedBy?: readonly string[];
  readonly silence: string;
  readonly comment: string;
  readonly ack: string;
  readonly alerts: readonly {readonly fingerprint: string}[];
}

function stretchesOf(facts: readonly Fact[]): readonly Stretch[] {
  const loose = facts as unknown as readonly Loose[];
  const acks = new Set(
    loose
      .filter(({type, comment}) => type === 'silence.placed' && comment.startsWith('ACK!'))
      .map(({source, silence}) => `${source}/${silence}`),
  );
  const held = heldBy(loose);
  const pieces: (readonly [Placed, Placed[]])[] = [];
  for (const ofAlert of byAlert(loose).values()) {
    let piece: Placed[] = [];
    for (const one of ofAlert) {
      if (one.fact.type === 'alert.fired') {
        piece = [];
        pieces.push([one, piece]);
      } else piece.push(one);
    }
  }
  return pieces
    .filter(([{fact}]) => fact.labels.alertname !== 'Watchdog')
    .map(([fired, later]) => stretchOf(fired, later, {acks, held}))
    .sort((a, b) => a.from - b.from);
}

interface Placed {
  readonly place: number;
  readonly fact: Loose;
}

/** What the log has of each alert, in its order. */
function byAlert(facts: readonly Loose[]): ReadonlyMap<string, readonly Placed[]> {
  const found = new Map<string, Placed[]>();
  const add = (name: string, placed: Placed) => {
    const known = found.get(name);
    if (known === undefined) found.set(name, [placed]);
    else known.push(placed);
  };
  for (const [place, fact] of facts.entries()) {
    if (['alert.fired', 'alert.changed', 'alert.resolved'].includes(fact.type)) {
      add(`${fact.source}/${fact.fingerprint}`, {place, fact});
    }
    if (fact.type === 'ack.requested') {
      for (const {fingerprint} of fact.alerts) add(`${fact.source}/${fingerprint}`, {place, fact});
    }
  }
  return found;
}

interface Known {
  /** Silences that say that somebody is on it. */
  readonly acks: ReadonlySet<string>;
  readonly held: (fired: Loose, place: number) => number | undefined;
}

function stretchOf({place, fact: fired}: Placed, later: readonly Placed[], {acks, held}: Known): Stretch {
  const end = later.find(({fact}) => fact.type === 'alert.resolved');
  const changes = later.filter(({fact}) => fact.type === 'alert.changed').map(({fact}) => fact);
  const since = held(fired, place);
  const isAck = ({type, source, suppressedBy = []}: Loose) =>
    type === 'ack.requested' || suppressedBy.some(id => acks.has(`${source}/${id}`));
  return {
    issue: `${fired.source} ${fired.labels.alertname} ${fired.labels.service}`,
    name: fired.labels.alertname ?? '',
    from: place,
    to: end?.place ?? Number.POSITIVE_INFINITY,
    on: fired.on,
    endedOn: end?.fact.on,
    severities: [fired.severity ?? '', ...changes.flatMap(({severity}) => severity ?? [])],
    called: fired.state === 'active' || changes.some(({suppressedBy}) => suppressedBy?.length === 0),
    acks: [
      ...(since === undefined ? [] : [{place, at: since}]),
      ...later.filter(({fact}) => isAck(fact)).map(one => ({place: one.place, at: Date.parse(one.fact.at)})),
    ],
  };
}

/** Since when an ack holds an alert that fires, by the silences that the source shows on it. */
function heldBy(facts: readonly Loose[]): Known['held'] {
  const placed = new Map<string, {ack: string; place: number}>();
  const asked = new Map<string, {source: string; at: number}>();
  const ended = new Map<string, number>();
  for (const [place, fact] of facts.entries()) {
    if (fact.type === 'ack.requested') asked.set(fact.ack, {source: fact.source, at: Date.parse(fact.at)});
    if (fact.type === 'ack.placed') placed.set(fact.silence, {ack: fact.ack, place});
    if (fact.type === 'ack.ended') ended.set(fact.ack, place);
  }
  return (fired, place) => {
    for (const silence of fired.suppressedBy ?? []) {
      const found = placed.get(silence);
      const ack = found && asked.get(found.ack);
      if (found === undefined || ack?.source !== fired.source || found.place > place) continue;
      if ((ended.get(found.ack) ?? Number.POSITIVE_INFINITY) > place) return ack.at;
    }
    return undefined;
  };
}

function together(stretches: readonly Stretch[]): readonly (readonly Stretch[])[] {
  const groups: Stretch[][] = [];
  let until = -1;
  for (const stretch of stretches) {
    if (stretch.from > until) groups.push([]);
    groups.at(-1)?.push(stretch);
    until = Math.max(until, stretch.to);
  }
  return groups;
}

function callOf(stretches: readonly Stretch[]): readonly NaiveCall[] {
  const [first] = stretches;
  if (first === undefined) return [];
  const startedAt = Math.min(...stretches.map(({on}) => on));
  const goesOn = stretches.some(({to}) => to === Number.POSITIVE_INFINITY);
  const ack = stretches.flatMap(({acks}) => acks).sort((a, b) => a.place - b.place)[0];
  return [
    {
      issue: first.issue,
      name: first.name,
      severity: stretches.flatMap(({severities}) => severities).sort()[0] ?? '',
      startedAt,
      endedAt: goesOn ? undefined : Math.max(...stretches.map(({endedOn = 0}) => endedOn)),
      toAck: ack === undefined ? undefined : Math.max(0, ack.at - startedAt),
      called: stretches.some(({called}) => called),
    },
  ];
}
