import * as v from 'valibot';

/** What the shapes of many facts are made of. */
export const text = v.string();
export const time = v.number();
export const labels = v.record(v.string(), v.string());
export const severity = v.picklist(['P1', 'P2', 'P3', 'P4']);
export const alertState = v.picklist(['active', 'suppressed', 'unprocessed']);
export const level = v.picklist(['reads', 'changes', 'destructive', 'not-shell']);
export const matcher = v.object({name: text, value: text, isRegex: v.boolean(), isEqual: v.boolean()});
/** What a statement started and did not end. */
export const left = v.array(v.object({pid: v.number(), command: text}));
/** One occurrence: a label set of a source, since a time. */
export const occurrence = v.object({source: text, fingerprint: text, startsAt: time});
