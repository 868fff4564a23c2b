/** Maps up to this size are copied whole: nobody would notice. */
const SMALL = 500;
/** So much may stand beside a map before it is copied after all. */
const MOST = 512;

const GONE = Symbol('gone');

/** A map that nobody writes to any more, and what was written since. */
interface Layers<V> {
  base: Map<string, V>;
  /** The base is a copy that nobody else has. */
  own: boolean;
  /** What stands now where the base had something else. */
  over: Map<string, V | typeof GONE>;
  /** What comes after all of the base. */
  added: Map<string, V>;
  gone: number;
  /** How many walk through it just now: they must not lose their place. */
  walking: number;
}

const layersOf = new WeakMap<ReadonlyMap<string, unknown>, Layers<unknown>>();

/**
 * A copy to write to, cheap however large the map is: what is written stands beside the original, to which nobody may
 * write from now on. It is a `Map` in all that it does, the order of its keys too. No value is `undefined`.
 */
export function copyOf<V>(map: ReadonlyMap<string, V>): Map<string, V> {
  const before = layersOf.get(map) as Layers<V> | undefined;
  if (map.size <= SMALL) return new Map(map);
  if (before === undefined || before.own) return layered(before?.base ?? (map as Map<string, V>));
  return layered(before.base, before);
}

/** The keys under which two maps have something else; quickly where one was made from the other. */
export function changedKeys<V>(before: ReadonlyMap<string, V>, after: ReadonlyMap<string, V>): readonly string[] {
  if (before === after) return [];
  const [old, now] = [layersOf.get(before), layersOf.get(after)];
  if ((old?.base ?? before) !== (now?.base ?? after)) return allChanged(before, after);
  const beside = [old, now].flatMap(layers =>
    layers === undefined ? [] : [...layers.over.keys(), ...layers.added.keys()],
  );
  return [...new Set(beside)].filter(key => before.get(key) !== after.get(key));
}

function allChanged<V>(before: ReadonlyMap<string, V>, after: ReadonlyMap<string, V>): readonly string[] {
  const changed: string[] = [];
  let met = 0;
  for (const [key, value] of after) {
    const old = before.get(key);
    if (old !== undefined) met += 1;
    if (old !== value) changed.push(key);
  }
  if (met < before.size) for (const key of before.keys()) if (!after.has(key)) changed.push(key);
  return changed;
}

function layered<V>(base: Map<string, V>, from?: Layers<V>): Map<string, V> {
  const layers: Layers<V> = {
    base,
    own: false,
    over: new Map(from?.over),
    added: new Map(from?.added),
    gone: from?.gone ?? 0,
    walking: 0,
  };
  const walk = <T>(pick: (key: string, value: V) => T): MapIterator<T> => walkOf(layers, pick) as MapIterator<T>;
  const entries = () => (layers.own ? layers.base.entries() : walk((key, value): [string, V] => [key, value]));
  const map: Map<string, V> = {
    get size() {
      return layers.base.size - layers.gone + layers.added.size;
    },
    get: key => valueIn(layers, key),
    has: key => valueIn(layers, key) !== undefined,
    set(key, value) {
      write(layers, key, value);
      return map;
    },
    delete: key => remove(layers, key),
    clear() {
      for (const key of map.keys()) map.delete(key);
    },
    forEach(each) {
      for (const [key, value] of entries()) each(value, key, map);
    },
    entries,
    keys: () => (layers.own ? layers.base.keys() : walk(key => key)),
    values: () => (layers.own ? layers.base.values() : walk((_, value) => value)),
    [Symbol.iterator]: entries,
    [Symbol.toStringTag]: 'Map',
  };
  layersOf.set(map, layers as Layers<unknown>);
  return map;
}

function valueIn<V>({base, over, added}: Layers<V>, key: string): V | undefined {
  const late = added.size === 0 ? undefined : added.get(key);
  if (late !== undefined) return late;
  const put = over.size === 0 ? undefined : over.get(key);
  if (put === undefined) return base.get(key);
  return put === GONE ? undefined : (put as V);
}

function write<V>(layers: Layers<V>, key: string, value: V): void {
  const {base, over, added} = layers;
  if (layers.own) base.set(key, value);
  else if (base.has(key) && over.get(key) !== GONE) over.set(key, value);
  else added.set(key, value);
  settle(layers);
}

function remove<V>(layers: Layers<V>, key: string): boolean {
  const {base, over, added} = layers;
  if (layers.own) return base.delete(key);
  if (added.delete(key)) return true;
  if (!base.has(key) || over.get(key) === GONE) return false;
  over.set(key, GONE);
  layers.gone += 1;
  settle(layers);
  return true;
}

/** With much beside it, a copy is the quicker one. */
function settle<V>(layers: Layers<V>): void {
  if (layers.own || layers.walking > 0 || layers.over.size + layers.added.size <= MOST) return;
  const whole = new Map(layers.base);
  for (const [key, put] of layers.over) {
    if (put === GONE) whole.delete(key);
    else whole.set(key, put as V);
  }
  for (const [key, value] of layers.added) whole.set(key, value);
  layers.base = whole;
  layers.own = true;
  layers.over = new Map();
  layers.added = new Map();
  layers.gone = 0;
}

function* walkOf<V, T>(layers: Layers<V>, pick: (key: string, value: V) => T): Generator<T, undefined> {
  const {base, over, added} = layers;
  layers.walking += 1;
  try {
    for (const [key, value] of base) {
      const put = over.get(key);
      if (put === undefined) yield pick(key, value);
      else if (put !== GONE) yield pick(key, put as V);
    }
    for (const [key, value] of added) yield pick(key, value);
  } finally {
    layers.walking -= 1;
  }
  return undefined;
}
