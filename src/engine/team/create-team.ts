import {type Alert, alertKey} from '../../core/alert/alert.js';
import {alertOfOccurrence} from '../../core/board/remembered.js';
import type {OwnPresence, Presence, TeamState} from '../../core/feed/team.js';
import {isEndedByHand} from '../../core/feed/team-facts.js';
import {type ToldGroup, withoutEnded, withToldGroups} from '../../core/feed/told-groups.js';
import type {OwnLease} from '../../core/lease/lease.js';
import {standInLease} from '../../core/lease/own-lease.js';
import {isTellable} from '../../core/ports.js';
import {type Fact, isFact} from '../../core/shift/fact.js';
import type {WatchState} from '../../core/watch-state.js';
import type {Publication} from '../engine.js';
import {createArrivals} from './arrivals.js';
import {createDepartures} from './departures.js';
import {createLeaseKeeper} from './lease-keeper.js';
import type {TeamParts} from './parts.js';

export interface Team {
  /** Tells the team what this operator does now. */
  present(now: OwnPresence): void;
  /** The operator leaves, and nobody is to go on for them; resolves when the relay knows, or cannot be told. */
  leave(): Promise<void>;
  /** Facts that are durable. */
  tell(facts: readonly Fact[]): void;
  /** What acts for others does so under this lease of its own. */
  limit(lease: OwnLease): void;
  /** Resolves when the feed has been left. */
  readonly done: Promise<void>;
}

/** Follows the feed: shows what it tells, records what others did, and tells them what was done here. */
export function createTeam(parts: TeamParts & {readonly subscribe: Subscribe; readonly signal: AbortSignal}): Team {
  const {feed, store, sources, intake, clock} = parts;
  const change = (fields: Partial<TeamState>) => {
    const {team = nothingTold(clock.now())} = store.getState();
    store.setState({team: {...team, ...fields}});
  };
  change(leaseAtStart(store.getState(), clock.now()));
  const echo = (seq: number) => change({echoed: Math.max(seq, store.getState().team?.echoed ?? 0)});
  const arrivals = createArrivals(parts, echo);
  const departures = createDepartures(parts);
  const keeper = createLeaseKeeper({...parts, show: lease => change({lease})});
  let presence: OwnPresence | undefined;
  const stop = parts.subscribe(({facts}) => {
    keeper.look();
    for (const fact of facts) if (isEndedByHand(fact)) feed.end(fact);
    forgetEnded(parts, facts);
  });
  const done = feed.watch(
    beginning(parts),
    {
      onHealth: health => change({feed: health}),
      onSources: list => change({sources: new Map(list.map(source => [source.name, source]))}),
      onTold: (name, alerts) => {
        for (const source of sources) if (source.name === name && isTellable(source)) source.tell(alerts);
      },
      onGroups: groups => noteGroups(parts, groups),
      onUpdate: intake.take,
      onFacts: arrivals.take,
      onTerms: keeper.onTerms,
      onLease: keeper.onAnswer,
      onJoined: have => {
        echo(have);
        void departures.start(have);
        keeper.onJoined();
        if (presence !== undefined) feed.send({type: 'presence', ...presence});
      },
      onPresence: one => change({present: presentAfter(one, store.getState())}),
      onLost: () => {
        departures.stop();
        keeper.onLost();
        change({present: new Map()});
      },
    },
    parts.signal,
  );
  return {
    present(now) {
      presence = now;
      feed.send({type: 'presence', ...now});
    },
    tell: departures.tell,
    leave: () => leave(parts, keeper),
    limit: lease => change({lease}),
    done: done.finally(() => {
      stop();
      keeper.stop();
      arrivals.stop();
    }),
  };
}

/** A relay goes on with what an earlier process of it did for others once it is agreed that it may. */
function leaseAtStart(state: WatchState, now: number): Pick<TeamState, 'lease'> {
  return state.settings.standsIn === true ? {lease: standInLease(state, {sendsUntil: now, until: now})} : {};
}

/** Where to go on, and as whom. */
function beginning({store, fed}: TeamParts): Parameters<TeamParts['feed']['watch']>[0] {
  const {shift, settings} = store.getState();
  return {
    ...(shift.feedReached === undefined ? {} : {after: shift.feedReached}),
    origin: shift.origin,
    by: settings.operator,
    open: fed,
    firing: firingAt(fed, shift),
    ended: shift.endedByHand,
  };
}

function firingAt(sources: readonly string[], {firing}: WatchState['shift']): readonly Alert[] {
  const open = [...firing.values()].filter(one => one.resolvedOn === undefined && sources.includes(one.source));
  return open.map(alertOfOccurrence);
}

function presentAfter(one: Presence, {team, shift}: WatchState): TeamState['present'] {
  const present = new Map(team?.present);
  if (one.doing === 'gone') present.delete(one.origin);
  else if (one.origin !== shift.origin) present.set(one.origin, one);
  return present;
}

function noteGroups({store}: TeamParts, groups: readonly ToldGroup[]): void {
  const {toldGroups = new Map()} = store.getState();
  store.setState({toldGroups: withToldGroups(toldGroups, groups)});
}

/** What was told of alerts that have ended is of no use, and the next time they fire it is told again. */
function forgetEnded({store}: TeamParts, facts: readonly Fact[]): void {
  const {toldGroups, live} = store.getState();
  const ended = facts.flatMap(fact => (isFact(fact, 'alert.resolved') ? [alertKey(fact)] : []));
  const gone = ended.filter(key => !live.alerts.has(key));
  if (toldGroups !== undefined && gone.length > 0) store.setState({toldGroups: withoutEnded(toldGroups, gone)});
}

/** So long, ms, the relay may take to say that it has heard. */
const FAREWELL = 1_000;

async function leave({store, clock, ask}: TeamParts, keeper: {end(): void}): Promise<void> {
  const outcome = await ask({type: 'end-lease', reason: 'left'});
  keeper.end();
  const [fact] = outcome.ok ? outcome.facts : [];
  const isTold = () =>
    store.getState().team?.feed.state !== 'up' || (store.getState().team?.echoed ?? 0) >= (fact?.seq ?? 0);
  if (fact === undefined || isTold()) return;
  await new Promise<void>(resolve => {
    const cancel = clock.after(FAREWELL, done);
    const unsubscribe = store.subscribe(() => isTold() && done());
    function done() {
      cancel();
      unsubscribe();
      resolve();
    }
  });
}

type Subscribe = (listener: (publication: Publication) => void) => () => void;

function nothingTold(now: number): TeamState {
  return {
    feed: {name: 'feed', state: 'connecting', since: now},
    echoed: 0,
    present: new Map(),
    sources: new Map(),
  };
}
