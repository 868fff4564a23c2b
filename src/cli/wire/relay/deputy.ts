import {mkdir} from 'node:fs/promises';
import {join} from 'node:path';
import type {AlertmanagerConfig, Config} from '../../../config/config.js';
import type {Env} from '../../../config/places.js';
import {toSettings} from '../../../config/to-settings.js';
import type {Clock} from '../../../core/ports.js';
import {fromSnapshot} from '../../../core/shift/snapshot.js';
import {RELAY} from '../../../core/shift/who.js';
import {createEngine} from '../../../engine/create-engine.js';
import {acquireLock} from '../../../journal/lock.js';
import {openJournal} from '../../../journal/open-journal.js';
import {pruneSegments} from '../../../journal/prune-segments.js';
import {randomId} from '../../../lib/node/random-ids.js';
import type {Deputy} from '../../../relay/lease/deputy.js';
import type {Listening} from '../../../relay/server/options.js';
import {VERSION} from '../../version.js';
import {factsSince} from '../facts-since.js';
import {pageWriterOf} from '../page-writer.js';
import {rostersOf} from '../rosters.js';
import {sourcesOf} from '../sources.js';
import {targetsOf} from '../targets.js';
import {deputyOf} from './deputy-of.js';

interface DeputyParts {
  readonly env: Env;
  readonly clock: Clock;
  readonly workers?: URL;
  /** The relay's own state folder. */
  readonly folder: string;
  /** Its Alertmanagers, as the relay lets its own ask them. */
  readonly alertmanagers: readonly AlertmanagerConfig[];
  /** Where the feed is, for the relay's own. */
  readonly feed: Listening;
  readonly token: string;
  readonly warn: (line: string) => void;
}

/** So many segments of its journal stay, for who wants to look back. */
const SEGMENTS = 4;

export interface OpenedDeputy {
  readonly deputy: Deputy;
  close(): Promise<void>;
}

/**
 * What goes on for cockpits that are gone: the writer of a cockpit that nobody sits at, with a journal of its own, the
 * relay's policies and targets, and the stream for what the others do. As long as nobody is gone, it only listens. Undefined where another process has the
 * journal.
 */
export async function openDeputy(config: Config, parts: DeputyParts): Promise<OpenedDeputy | undefined> {
  const {clock, env, warn} = parts;
  const folder = join(parts.folder, 'deputy');
  await mkdir(folder, {recursive: true, mode: 0o700});
  const lock = await acquireLock(folder, {clock, version: VERSION});
  if (!lock.held) {
    warn(`This relay goes on for nobody: ${lock.message} ${lock.hint}`);
    return undefined;
  }
  try {
    const accepts = (snapshot: unknown) => fromSnapshot(snapshot) !== undefined;
    await pruneSegments(folder, {keep: SEGMENTS, accepts}).catch(() => undefined);
    const own = {...config, alertmanagers: parts.alertmanagers};
    const engine = await createEngine({
      journal: await openJournal({folder, clock, ids: randomId, accepts}),
      clock,
      ids: randomId,
      sources: await sourcesOf(own, parts),
      settings: {...toSettings(own), operator: RELAY, readOnly: false, standsIn: true},
      feed: await feedOf(parts, own),
      targets: targetsOf(config, {env, clock}),
      rosters: rostersOf(config, {env, clock}),
      ...(await pageWriterOf(config, warn)),
      sends: 'all',
      factsSince: since => factsSince(folder, {since, warn}),
      warn,
    });
    return {
      deputy: deputyOf(engine, clock),
      close: async () => {
        await engine.stop();
        await lock.release();
      },
    };
  } catch (error) {
    await lock.release();
    throw error;
  }
}

async function feedOf({feed: {host, port}, token, clock}: DeputyParts, {alertmanagers}: Pick<Config, 'alertmanagers'>) {
  const {feed} = await import('../../../sources/feed/feed.js');
  return feed(
    {url: `ws://${host}:${port}/v1/feed`, format: 'watchkeeper', source: 'feed', auth: {bearer: token}},
    {clock, polled: alertmanagers.map(({name}) => name)},
  );
}
