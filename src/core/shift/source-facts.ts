import * as v from 'valibot';
import {labels, text, time} from './fact-parts.js';

const watchdog = {source: text, fingerprint: text, labels};

/** The payload of the facts about sources and their dead-man's switches. The rules of `FACT_SCHEMAS` hold here too. */
export const sourceFacts = {
  /** A source and the servers it stands for, as `host:port`; told when they are others than before. */
  'source.met': v.object({source: text, members: v.array(text)}),
  /** What was recorded of `from` is of the same servers: it goes on under the name `source`. */
  'source.renamed': v.object({source: text, from: text}),
  'source.lost': v.object({source: text, reason: text, on: time}),
  'source.recovered': v.object({source: text, on: time, lostFor: time}),
  /** A source shows no dead-man's switch at all. */
  'watchdog.missing': v.object({source: text, on: time}),
  'watchdog.returned': v.object({source: text, on: time}),
  /** One of several is gone: each Prometheus has its own, and those of others say nothing of it. */
  'watchdog.one-missing': v.object({...watchdog, on: time}),
  /** It fires again, or another took its place. */
  'watchdog.one-returned': v.object({...watchdog, on: time}),
  /** An operator says that it went for good. */
  'watchdog.forgotten': v.object(watchdog),
} as const;
