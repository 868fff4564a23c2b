import {type AlertKey, alertKey} from '../alert/alert.js';
import type {Routing} from '../alert/routing.js';
import {silenceKey} from '../alert/silence.js';
import {copyOf} from '../layered-map.js';
import type {Settings} from '../settings.js';
import type {LiveState} from '../watch-state.js';
import {freedAlerts} from './freed.js';
import type {SourceHealth, SourceUpdate} from './update.js';
import {watchdogSight} from './watchdog-sight.js';

export const nothingLive: LiveState = {
  alerts: new Map(),
  groups: new Map(),
  silences: new Map(),
  sources: new Map(),
  watchdogs: new Map(),
  freed: new Map(),
};

/** What the sources show after an update. Maps that the update does not touch keep their identity. */
export function observe(live: LiveState, update: SourceUpdate, {watchdogs}: Pick<Settings, 'watchdogs'>): LiveState {
  const {source} = update;
  const sight = watchdogSight(live.watchdogs.get(source), update, {watchdogs, known: live.alerts});
  const goneAlerts = goneKeys(update);
  return {
    alerts: withChanges(live.alerts, update.alerts?.changed, {keyOf: alertKey, gone: goneAlerts}),
    groups: withChanges(live.groups, update.groups?.changed, {keyOf: group => group.key, gone: update.groups?.gone}),
    silences: withChanges(live.silences, update.silences?.changed, {
      keyOf: silenceKey,
      gone: update.silences?.gone.map(id => silenceKey({source, id})),
    }),
    sources: new Map(live.sources).set(source, keepingRoutes(update.health, live.sources.get(source))),
    watchdogs:
      sight === undefined || sight === live.watchdogs.get(source)
        ? live.watchdogs
        : new Map(live.watchdogs).set(source, sight),
    freed: freedAlerts(live, {changed: update.alerts?.changed ?? [], gone: goneAlerts, at: update.at}),
  };
}

/** Updates bring copies of the routes: the same ones stay the same object, since much is derived from them. */
function keepingRoutes(health: SourceHealth, before: SourceHealth | undefined): SourceHealth {
  const {routing} = health;
  const known = before?.routing;
  if (routing === undefined || known === undefined || routing === known) return health;
  return textOf(routing) === textOf(known) ? {...health, routing: known} : health;
}

const texts = new WeakMap<Routing, string>();

function textOf(routing: Routing): string {
  const text = texts.get(routing) ?? JSON.stringify(routing);
  texts.set(routing, text);
  return text;
}

/** Keys of the alerts an update says are gone, but for those it shows again under a new start. */
function goneKeys(update: SourceUpdate): readonly AlertKey[] {
  return (update.alerts?.gone ?? [])
    .filter(gone => gone.reason !== 'rotated')
    .map(gone => alertKey({source: update.source, fingerprint: gone.fingerprint}));
}

function withChanges<T>(
  map: ReadonlyMap<string, T>,
  changed: readonly T[] | undefined,
  how: {readonly keyOf: (item: T) => string; readonly gone: readonly string[] | undefined},
): ReadonlyMap<string, T> {
  if ((changed?.length ?? 0) === 0 && (how.gone?.length ?? 0) === 0) return map;
  const next = copyOf(map);
  for (const key of how.gone ?? []) next.delete(key);
  for (const item of changed ?? []) next.set(how.keyOf(item), item);
  return next;
}
