import type {Fact} from '../shift/fact.js';

const known = new WeakMap<readonly Fact[], ReadonlyMap<string, number>>();

/** The highest number of each journal in facts. */
export function lastOf(facts: readonly Fact[]): ReadonlyMap<string, number> {
  const before = known.get(facts);
  if (before !== undefined) return before;
  const last = new Map<string, number>();
  for (const {origin, seq} of facts) if (seq > (last.get(origin) ?? 0)) last.set(origin, seq);
  known.set(facts, last);
  return last;
}

/** Whether a log goes on where these facts end: a storm may have pushed out what came between. */
export function goesOn(log: readonly Fact[], origin: string, last: ReadonlyMap<string, number>): boolean {
  const first = log.find(fact => fact.origin === origin);
  return first === undefined || first.seq <= (last.get(origin) ?? 0) + 1;
}

/** The facts with those of a log that came after them; the very same ones where there are none. */
export function withNews(
  facts: readonly Fact[],
  log: readonly Fact[],
  last: ReadonlyMap<string, number>,
): readonly Fact[] {
  const news = log.filter(({origin, seq}) => seq > (last.get(origin) ?? 0));
  return news.length === 0 ? facts : [...facts, ...news];
}
