/** A JSON object. What it has is asked with `own`, since the name of a member may be that of an inherited one. */
export type JsonRecord = Readonly<Record<string, unknown>>;

export function isRecord(value: unknown): value is JsonRecord {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}

/** What the object itself has of that name. */
export function own(record: JsonRecord, name: string): unknown {
  return Object.hasOwn(record, name) ? record[name] : undefined;
}

/** A member that is text and not empty. */
export function ownText(record: JsonRecord, name: string): string | undefined {
  const value = own(record, name);
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** A record without prototype: in it `__proto__` and `constructor` are names like any other. */
export function bareRecord<T>(entries: Iterable<readonly [string, T]> = []): Record<string, T> {
  const record = Object.create(null) as Record<string, T>;
  for (const [name, value] of entries) record[name] = value;
  return record;
}
