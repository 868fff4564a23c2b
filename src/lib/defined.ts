type Optional<T> = {[K in keyof T as undefined extends T[K] ? K : never]?: Exclude<T[K], undefined>};
type Required<T> = {[K in keyof T as undefined extends T[K] ? never : K]: T[K]};

/** The record without the keys that have no value. */
export function defined<T extends object>(record: T): Required<T> & Optional<T> {
  const kept = Object.entries(record).filter(([, value]) => value !== undefined);
  return Object.fromEntries(kept) as Required<T> & Optional<T>;
}
