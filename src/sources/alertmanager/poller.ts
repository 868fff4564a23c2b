import type {Alert} from '../../core/alert/alert.js';
import type {Group} from '../../core/alert/group.js';
import type {Silence} from '../../core/alert/silence.js';
import type {FeedAlert} from '../../core/feed/message.js';
import type {SourceUpdate} from '../../core/live/update.js';
import type {Clock} from '../../core/ports.js';
import {defined} from '../../lib/defined.js';
import {address} from '../http/address.js';
import {client} from '../http/client.js';
import {bell} from './bell.js';
import {API_ROOT} from './endpoints.js';
import {type AlertChanges, alertFold, type Now} from './fold.js';
import {groupFold} from './fold-groups.js';
import {silenceFold} from './fold-silences.js';
import {clusterHealth} from './health.js';
import {type Member, type MemberView, member} from './member.js';
import {type AlertmanagerOptions, graceOf} from './options.js';
import {intervalOf, nextAfterFailure, nextAfterGood} from './pace.js';
import type {Altered} from './texts.js';
import {type Told, toldOf} from './told.js';

/** What an earlier poller of the same source had reported, so that the next one can say what is gone. */
export interface Seed {
  readonly alerts: readonly Alert[];
  readonly groups: readonly Group[];
  readonly silences: readonly Silence[];
}

/** An update, and the label values in it that are not shown as they are. */
export interface Report {
  readonly update: SourceUpdate;
  readonly altered: readonly Altered[];
}

export interface PollerPort {
  readonly clock: Clock;
  /** The next poll waits until the report is taken. */
  post(report: Report): void | Promise<void>;
  /** 0 up to 1; by default chance. */
  readonly random?: () => number;
}

export interface Poller {
  /** Polls until `signal` aborts. */
  run(signal: AbortSignal): Promise<void>;
  wake(): void;
  /** Takes in what was told beside the polls, reports it at once, and looks soon. */
  tell(alerts: readonly FeedAlert[]): void;
}

interface Slot {
  readonly member: Member;
  busy: Promise<void> | undefined;
  /** Monotonic ms. */
  dueAt: number;
  endedAt: number;
  /** Its last poll has not been published yet. */
  fresh: boolean;
  /** Woken while its poll ran, or before: the next one reads everything, at the soonest so many ms after the last one. */
  again: number | undefined;
}

/** How long an answer waits for those of the other members. */
const STRAGGLE = 300;
/** Members that are due this part of an interval later are asked together with the first. */
const TOGETHER = 0.2;
const LEAST_GAP = 50;
/** What the feed has told of is shown already: polls only confirm it, and a storm of hooks must not be one of polls. */
const GAP_WHEN_TOLD = 1_000;

/** Polls the members of one cluster and posts what changed. Runs anywhere: in a worker, or in the process. */
export function createPoller(options: AlertmanagerOptions & {readonly seed?: Seed}, port: PollerPort): Poller {
  const {clock} = port;
  const pace = {poll: options.poll, random: port.random ?? Math.random};
  const altered: Altered[] = [];
  const slots = slotsOf(options, {clock, altered: one => altered.push(one)});
  const door = bell(clock);
  const publish = publisher(options, {slots, clock});
  const post = poster(port, altered);
  const wake = (gap: number) => {
    for (const slot of slots) {
      slot.again = Math.min(gap, slot.again ?? gap);
      if (slot.busy === undefined) hasten(slot, slot.again);
    }
    door.ring();
  };

  const start = (slot: Slot, signal: AbortSignal) => {
    const begun = clock.monotonic();
    const wish = {status: publish.hasAbsent(), silences: slot.again !== undefined};
    slot.again = undefined;
    slot.busy = slot.member.poll(wish, signal).then(() => {
      slot.busy = undefined;
      slot.fresh = true;
      slot.endedAt = clock.monotonic();
      const view = slot.member.view();
      slot.dueAt = view.up ? begun + nextAfterGood(view, pace) : slot.endedAt + nextAfterFailure(view, pace);
      if (slot.again !== undefined) hasten(slot, slot.again);
      door.ring();
    });
  };

  const startDue = (signal: AbortSignal): Slot[] => {
    const idle = slots.filter(slot => slot.busy === undefined);
    const now = clock.monotonic();
    if (!idle.some(slot => slot.dueAt <= now)) return [];
    const due = idle.filter(slot => slot.dueAt <= now + TOGETHER * options.poll);
    for (const slot of due) start(slot, signal);
    return due;
  };

  return {
    async run(signal) {
      const leave = () => door.ring();
      signal.addEventListener('abort', leave, {once: true});
      while (!signal.aborted) {
        await gathered(startDue(signal), clock);
        if (signal.aborted) break;
        const update = publish.update();
        if (update !== undefined) await post(update);
        const next = Math.min(...slots.map(slot => (slot.busy === undefined ? slot.dueAt : Number.POSITIVE_INFINITY)));
        await door.wait(Math.min(next - clock.monotonic(), 60_000));
      }
      signal.removeEventListener('abort', leave);
      await Promise.all(slots.map(slot => slot.busy));
      await Promise.all(slots.map(slot => slot.member.close()));
    },
    wake: () => wake(LEAST_GAP),
    tell(alerts) {
      const told = alerts.map(alert => toldOf(alert, {source: options.name, altered: one => altered.push(one)}));
      const update = publish.told(told);
      if (update !== undefined) void post(update);
      wake(GAP_WHEN_TOLD);
    },
  };
}

/** Reports go out one after the other, whether a poll or a word brought them. */
function poster(port: Pick<PollerPort, 'post'>, altered: Altered[]): (update: SourceUpdate) => Promise<void> {
  let posted: Promise<void> = Promise.resolve();
  return update => {
    const report = {update, altered: altered.splice(0)};
    posted = posted.then(() => port.post(report));
    return posted;
  };
}

function slotsOf(
  options: AlertmanagerOptions,
  given: {readonly clock: Clock; readonly altered: (one: Altered) => void},
): Slot[] {
  const {clock, altered} = given;
  return options.urls.map(url => {
    const asks = client({address: address(url), connection: options, root: API_ROOT, server: 'Alertmanager', clock});
    const one = member({source: options.name, client: asks, clock, timeout: options.timeout, altered});
    return {
      member: one,
      busy: undefined,
      dueAt: clock.monotonic(),
      endedAt: Number.NEGATIVE_INFINITY,
      fresh: false,
      again: undefined,
    };
  });
}

/** Asked for now: after the gap, and as soon as it does not take more than half of the server's time. An overloaded one is left alone. */
function hasten(slot: Slot, gap: number): void {
  const view = slot.member.view();
  if (view.trouble?.kind === 'overloaded') return;
  slot.dueAt = Math.min(slot.dueAt, slot.endedAt + Math.max(gap, view.latency ?? 0));
}

/** Resolves when all have ended, or a little after the first good answer: a hanging member must not hold up the others. */
async function gathered(started: readonly Slot[], clock: Clock): Promise<void> {
  if (started.length === 0) return;
  const cancels: (() => void)[] = [];
  const all = Promise.all(started.map(slot => slot.busy)).then(() => undefined);
  const patient = started.map(
    slot =>
      new Promise<void>(resolve => {
        void slot.busy?.then(() => {
          if (slot.member.view().up) cancels.push(clock.after(STRAGGLE, resolve));
        });
      }),
  );
  await Promise.race([all, ...patient]);
  for (const cancel of cancels) cancel();
}

function publisher(
  options: AlertmanagerOptions & {readonly seed?: Seed},
  given: {readonly slots: readonly Slot[]; readonly clock: Clock},
) {
  const {seed} = options;
  const alerts = alertFold(graceOf(options), seed?.alerts);
  const groups = groupFold(options.name, seed?.groups);
  const silences = silenceFold(seed?.silences);
  const health = clusterHealth(options.name);
  let lastGood: number | undefined;
  const healthNow = (views: readonly MemberView[], now: Now) => {
    const retryIn = Math.min(...given.slots.map(slot => slot.dueAt)) - now.monotonic;
    const interval = Math.max(...views.map(view => intervalOf(view, options.poll)));
    const pace = {interval, grace: graceOf(options), retryAt: now.at + Math.max(0, retryIn), ...defined({lastGood})};
    return health(views, pace, now);
  };
  const nowOf = (): Now => ({at: given.clock.now(), monotonic: given.clock.monotonic()});
  return {
    hasAbsent: alerts.hasAbsent,
    /** Undefined when it changes nothing. */
    told(told: readonly Told[]): SourceUpdate | undefined {
      const now = nowOf();
      const changes: AlertChanges = alerts.tell(told, now);
      if (changes.changed.length + changes.gone.length === 0) return undefined;
      const views = given.slots.map(slot => slot.member.view());
      return {source: options.name, at: now.at, health: healthNow(views, now), alerts: changes};
    },
    /** Undefined when no poll has ended since the last call. */
    update(): SourceUpdate | undefined {
      const now = nowOf();
      const fresh = given.slots.filter(slot => slot.fresh);
      if (fresh.length === 0) return undefined;
      for (const slot of fresh) slot.fresh = false;
      const views = given.slots.map(slot => slot.member.view());
      const ages = fresh.map(slot => slot.member.view()).flatMap(({up, age = 0}) => (up ? [age] : []));
      // A list that comes from a cache on the way was true when that was filled.
      if (ages.length > 0) lastGood = Math.max(lastGood ?? 0, now.at - Math.min(...ages));
      const changes = {
        alerts: alerts.fold(views, now),
        groups: groups(views, alerts.isAbsent),
        silences: silences(views),
      };
      const read = views.filter(view => view.up);
      return {
        source: options.name,
        at: now.at,
        health: healthNow(views, now),
        ...filled(changes),
        ...defined({silencesRead: (read.length > 0 && read.every(view => view.silencesRead)) || undefined}),
      };
    },
  };
}

/** Leaves out what has nothing in it. */
function filled<T extends Record<string, {readonly changed: readonly unknown[]; readonly gone: readonly unknown[]}>>(
  changes: T,
): Partial<T> {
  const some = Object.entries(changes).filter(([, {changed, gone}]) => changed.length + gone.length > 0);
  return Object.fromEntries(some) as Partial<T>;
}
