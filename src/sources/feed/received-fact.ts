import * as v from 'valibot';
import type {FeedFact} from '../../core/feed/message.js';
import {FACT_SCHEMAS, type Fact, type FactType, factVersion} from '../../core/shift/fact.js';
import {plainText} from '../../lib/plain-text.js';

/** Longest text in a fact of somebody else, in UTF-16 units; an excerpt of what a statement said is below. */
const MOST_TEXT = 64 * 1024;
/** No fact nests nearly as deep; what does would only exhaust the stack of whoever walks it. */
const DEEPEST = 64;

/**
 * A fact of another cockpit as it is kept here: its text filtered. What this version cannot read (a newer shape, a broken
 * one) is kept as `fact.unread`, which is shown and never interpreted.
 */
export function receivedFact(fact: FeedFact): Fact {
  if (isTooDeep(fact)) return unread({...fact, type: plainText(fact.type), by: plainText(fact.by)}, {});
  const clean = cleaned(fact) as FeedFact;
  if (!Object.hasOwn(FACT_SCHEMAS, clean.type)) return clean as unknown as Fact;
  const type = clean.type as FactType;
  const {v: version, seq: _seq, origin: _origin, at: _at, by: _by, type: _type, ...body} = clean;
  const read = version <= factVersion(type) && v.safeParse(FACT_SCHEMAS[type], body).success;
  if (read) return clean as unknown as Fact;
  return unread(clean, body);
}

/** Whether a value nests deeper than any fact does. */
export function isTooDeep(value: unknown, left = DEEPEST): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return left === 0 || Object.values(value).some(item => isTooDeep(item, left - 1));
}

function unread({v: shape, seq, origin, at, by, type: of}: FeedFact, body: Readonly<Record<string, unknown>>): Fact {
  return {v: 1, seq, origin, at, by, type: 'fact.unread', of, shape, body};
}

function cleaned(value: unknown): unknown {
  if (typeof value === 'string') return plainText(value, {multiline: true, maxLength: MOST_TEXT});
  if (Array.isArray(value)) return value.map(cleaned);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [plainText(name, {maxLength: MOST_TEXT}), cleaned(item)]),
  );
}
