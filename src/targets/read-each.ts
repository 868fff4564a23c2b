import * as v from 'valibot';

/** The entries of an answer's list that can be read; the others are left out, since one odd entry must not hide the rest. */
export function readEach<const T extends v.GenericSchema>(entry: T, list: unknown): readonly v.InferOutput<T>[] {
  if (!Array.isArray(list)) return [];
  return list.flatMap(raw => {
    const read = v.safeParse(entry, raw);
    return read.success ? [read.output] : [];
  });
}
