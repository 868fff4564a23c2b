import {resolveAccess} from '../../config/access.js';
import type {AlertmanagerConfig, Config} from '../../config/config.js';
import type {Env} from '../../config/places.js';
import type {PreparedTest} from '../../core/checklist/checklist.js';
import {
  reachOf,
  TEST_LABEL,
  type TestReach,
  type TestWay,
  testLabels,
  testQuestion,
  testResult,
} from '../../core/checklist/test-alert.js';
import {isIn} from '../../core/escalation/correlation.js';
import type {Target} from '../../core/escalation/target.js';
import type {AlertSource, Clock} from '../../core/ports.js';
import {randomId} from '../../lib/node/random-ids.js';
import {postAlert} from '../../sources/alertmanager/post-alert.js';
import {feedAddress} from '../../sources/feed/address.js';
import {type Line, openLine} from '../../sources/feed/line.js';
import {askOnce} from './ask-once.js';
import {optionsOf, sourcesOf} from './sources.js';
import {targetsOf} from './targets.js';

interface Parts {
  readonly config: Config;
  readonly env: Env;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  /** How long it is looked for, ms: by polls, and where Alertmanager itself waits before it tells anybody. */
  readonly patience?: {readonly poll: number; readonly told: number};
}

const PATIENCE = {poll: 30_000, told: 90_000};
/** Where it was never ended, it is over by itself after this, ms. */
const LASTS = 5 * 60_000;
const AGAIN = 1_000;

/** Looks whom a test alert would reach. It is posted only when the answer is run: nobody is called before that. */
export async function prepareTestAlert(parts: Parts): Promise<PreparedTest> {
  const {config, env, signal} = parts;
  const updates = await askOnce(config, env, signal);
  const tests = config.alertmanagers.map((cluster): Test => {
    const id = randomId('');
    const labels = testLabels(id);
    const routing = updates.find(({source}) => source === cluster.name)?.health.routing;
    return {cluster, id, labels, reach: reachOf(routing, labels)};
  });
  const asked = tests.map(({cluster, reach}) => ({source: cluster.name, reach}));
  return {question: testQuestion(asked), run: () => runAll(tests, parts)};
}

interface Test {
  readonly cluster: AlertmanagerConfig;
  readonly id: string;
  readonly labels: ReturnType<typeof testLabels>;
  readonly reach: readonly TestReach[] | undefined;
}

async function runAll(tests: readonly Test[], parts: Parts) {
  const sources = await sourcesOf(parts.config, parts);
  const targets = targetsOf(parts.config, parts);
  const ways = await Promise.all(
    tests.map(async test => {
      const source = sources.find(({name}) => name === test.cluster.name);
      return source === undefined ? [] : runOne(test, {...parts, source, targets});
    }),
  );
  const hasPager = ways.flat().some(({way}) => way.startsWith('pager'));
  const notes = [
    ...(parts.config.feed === undefined ? ['no feed is configured'] : []),
    ...(hasPager ? [] : ['its routes lead it to no pager that can be asked here']),
  ];
  return testResult(ways.flat(), notes);
}

interface Looking extends Parts {
  readonly source: AlertSource;
  readonly targets: readonly Target[];
}

/** Posts it, looks for it on every way at once, and ends it whatever became of it. */
async function runOne(test: Test, looking: Looking): Promise<readonly TestWay[]> {
  const {clock, env, config} = looking;
  const {name} = test.cluster;
  const startsAt = clock.now();
  const options = await optionsOf(test.cluster, env);
  const annotations = {summary: `A test by ${config.operator}: nothing is wrong`};
  const post = (endsAt: number) =>
    postAlert(
      options,
      {labels: test.labels, annotations, startsAt, endsAt},
      {clock, signal: new AbortController().signal},
    );
  const {seen, close} = await listenToFeed(test, looking);
  try {
    await post(startsAt + LASTS);
  } catch (error) {
    close();
    return [{way: `poll of ${name}`, why: error instanceof Error ? error.message : String(error)}];
  }
  const posted = clock.monotonic();
  try {
    return await Promise.all([
      timed(`poll of ${name}`, posted, {...looking, look: stop => polled(test, looking, stop), for: 'poll'}),
      ...seen.map(look => timed(`feed of ${name}`, posted, {...looking, look, for: 'told'})),
      ...pagersOf(test, looking).map(({target, threads}) =>
        timed(`pager ${target.name}`, posted, {
          ...looking,
          look: stop => found(target, threads, {looking, stop}),
          for: 'told',
        }),
      ),
    ]);
  } finally {
    close();
    // It is over by itself soon: one that cannot be ended harms nobody.
    await post(clock.now()).catch(() => undefined);
  }
}

interface Timed extends Looking {
  readonly look: (stop: AbortSignal) => Promise<void>;
  readonly for: keyof typeof PATIENCE;
}

async function timed(
  way: string,
  posted: number,
  {clock, signal, look, patience = PATIENCE, ...one}: Timed,
): Promise<TestWay> {
  const stop = new AbortController();
  const leave = () => stop.abort();
  signal.addEventListener('abort', leave, {once: true});
  const late = new Promise<TestWay>(resolve => {
    const why = `not within ${Math.round(patience[one.for] / 1_000)} s`;
    stop.signal.addEventListener('abort', () => resolve({way, why}), {once: true});
  });
  const cancel = clock.after(patience[one.for], leave);
  const seen = look(stop.signal).then(
    (): TestWay => ({way, after: Math.max(0, Math.round(clock.monotonic() - posted))}),
    (error: unknown): TestWay => ({way, why: error instanceof Error ? error.message : String(error)}),
  );
  const result = await Promise.race([seen, late]);
  cancel();
  leave();
  return result;
}

/** Polls as a cockpit does, until the alert is in a list. */
async function polled({id}: Test, {source, clock}: Looking, stop: AbortSignal): Promise<void> {
  const done = new AbortController();
  const either = AbortSignal.any([stop, done.signal]);
  await new Promise<void>((resolve, reject) => {
    const again = () => {
      source.wake();
      if (!either.aborted) clock.after(AGAIN, again);
    };
    clock.after(AGAIN, again);
    source
      .watch(({alerts}) => {
        if (alerts?.changed.some(({labels}) => labels[TEST_LABEL] === id) !== true) return;
        done.abort();
        resolve();
      }, either)
      .catch(reject);
  });
}

/** Connects before anything is posted; the answer has nothing to wait for where no feed is configured. */
async function listenToFeed({id}: Test, {config: {feed}, env, clock, signal}: Looking) {
  if (feed === undefined) return {seen: [], close: () => undefined};
  const {name, url, foreign} = feedAddress(feed.url);
  const access = await resolveAccess(feed, 'The feed', env);
  let line: Line | undefined;
  let heard: () => void = () => undefined;
  let opened: () => void = () => undefined;
  const open = new Promise<void>(resolve => {
    opened = resolve;
  });
  const arrived = new Promise<void>(resolve => {
    heard = resolve;
  });
  const ended = openLine(
    {...access, name, url: feed.format === 'alertmanager' ? foreign : url(undefined)},
    {onOpen: opened, onSign: () => undefined, onText: text => void (text.includes(id) && heard())},
    {
      clock,
      signal,
      onLine: one => {
        line = one;
      },
    },
  );
  const lost = ended.then(({message}) => {
    throw new Error(message);
  });
  lost.catch(() => undefined);
  await Promise.race([open, ended]);
  return {seen: [() => Promise.race([arrived, lost])], close: () => line?.cut({message: 'done', hint: ''})};
}

/** Those that the receivers of a test alert tell, as far as they can be asked what is open there. */
function pagersOf({reach = []}: Test, {targets}: Looking) {
  return targets.flatMap(target => {
    const threads = reach.filter(one => isIn(one, target.kind)).map(({thread}) => thread);
    return target.find === undefined || threads.length === 0 ? [] : [{target, threads}];
  });
}

async function found(
  target: Target,
  threads: readonly string[],
  {looking: {clock}, stop}: {readonly looking: Looking; readonly stop: AbortSignal},
): Promise<void> {
  while (!stop.aborted) {
    const open = await target.find?.(threads, stop);
    if (open !== undefined && open.length > 0) return;
    await new Promise<void>(resolve => void clock.after(3 * AGAIN, resolve));
  }
}
