import * as v from 'valibot';

const text = v.string();
const list = v.picklist(['before', 'start', 'end']);

/** The facts of going through the lists of a watch. An item is named by its text as it was read. */
export const checklistFacts = {
  'checklist.ticked': v.object({
    list,
    item: text,
    /** It was ticked, and is open again. */
    undone: v.optional(v.literal(true)),
    shift: v.optional(text),
  }),
  /** Its check was run: one that ended well ticks it. */
  'checklist.checked': v.object({list, item: text, ok: v.boolean(), said: text, shift: v.optional(text)}),
} as const;

/** The facts of a watch itself. */
export const watchFacts = {
  'shift.started': v.object({
    shift: text,
    operator: text,
    endsAt: v.optional(v.number()),
    /** By which clocks its operator lives, where that is configured. */
    zone: v.optional(text),
    /** The schedule that it ends by. */
    schedule: v.optional(text),
    /** It was begun as that schedule says: when the turn began there. */
    turn: v.optional(v.number()),
    /** When it began, where it was noticed later. */
    on: v.optional(v.number()),
  }),
  'shift.ended': v.object({
    shift: text,
    /** When it was over, where it was noticed later. */
    on: v.optional(v.number()),
    /** Nobody ended it: it was over by its schedule. */
    because: v.optional(v.literal('schedule')),
  }),
  /**
   * A cockpit watches from now on. `lastSeen` is when the one before it was last seen watching, where that one left no
   * word: it crashed, or the machine slept.
   */
  'watch.opened': v.object({on: v.number(), lastSeen: v.optional(v.number())}),
  'watch.left': v.object({on: v.number()}),
  ...checklistFacts,
} as const;
