import * as v from 'valibot';

const text = v.string();
const ms = v.number();
const names = v.array(text);

/** The payload of the facts about who acts for whom. The rules of `FACT_SCHEMAS` hold here too. */
export const leaseFacts = {
  /** A relay will act for this cockpit when it has not heard of it for so long; what of it, it can do. */
  'lease.granted': v.object({
    /** The journal of what acts at the relay. */
    relay: text,
    length: ms,
    sources: names,
    policies: names,
    targets: names,
  }),
  /** Nobody is to act for this cockpit any more: its operator has left, or the relay does not. */
  'lease.ended': v.object({reason: v.picklist(['left', 'refused'])}),
  /** A relay acts for the cockpit with that journal, which was not heard of for so long. */
  'lease.taken': v.object({
    of: text,
    operator: text,
    silent: ms,
    /** What the cockpit asked for up to this number of its journal is seen to; what came later is its own. */
    upTo: v.number(),
  }),
  /** The cockpit is back, and acts for itself. */
  'lease.returned': v.object({of: text, operator: text}),
} as const;
