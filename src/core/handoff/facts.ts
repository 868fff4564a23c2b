import * as v from 'valibot';

const text = v.string();
const time = v.number();

/** What of a watch the next person was asked about. */
export const HANDED_OVER = ['incident', 'ack', 'issue', 'silence', 'walk', 'ask'] as const;
export const ANSWERS = ['taken', 'refused', 'delegated'] as const;

/** The facts of handing over a watch, and of taking one over. */
export const handoffFacts = {
  'handoff.written': v.object({
    file: v.optional(text),
    sha256: text,
    /** The watch that it is about, and its bounds. */
    shift: v.optional(text),
    from: v.optional(time),
    to: v.optional(time),
    format: v.optional(text),
    /** What the sources showed when it was written, so that the text can be made again. */
    observed: v.optional(v.record(text, v.unknown())),
  }),
  /** What only the operator can ask or tell whoever comes; the rest of the handoff is drawn from other facts. */
  'handoff.asked': v.object({
    question: text,
    text,
    /** The watch whose handoff it belongs to. */
    shift: v.optional(text),
  }),
  /** The handoff in the operator's own words. Without a text these are taken back. */
  'handoff.edited': v.object({
    edit: text,
    /** What was drawn from the facts then: what they brought since goes into the text. */
    base: v.optional(text),
    text: v.optional(text),
    shift: v.optional(text),
  }),
  'handoff.accepted': v.object({
    /** Whose watch it was, and which. */
    from: text,
    shift: v.optional(text),
    items: v.array(
      v.object({
        kind: v.picklist(HANDED_OVER),
        id: text,
        title: text,
        answer: v.picklist(ANSWERS),
        /** To whom it was delegated. */
        to: v.optional(text),
        /** What has to be answered before it is taken. */
        question: v.optional(text),
      }),
    ),
  }),
} as const;
