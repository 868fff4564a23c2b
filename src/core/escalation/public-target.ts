/** Kinds whose readers are everybody. */
const PUBLIC: ReadonlySet<string> = new Set(['statuspage']);

/** Whether what is sent to a target of this kind is read by the public: never sent without somebody's yes. */
export function isPublic(kind: string): boolean {
  return PUBLIC.has(kind);
}
