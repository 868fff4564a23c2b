import type {Labels} from '../../../core/alert/alert.js';
import type {Inbound} from '../hook.js';
import {type Outcome, read} from '../outcome.js';
import {inboundAlert, type Telling, type ToldAlert} from './inbound-alert.js';
import {readInstant} from './instant.js';
import {readAnnotations, readLabels} from './labels.js';

/** An alert as it stands in a body; what its sender leaves out is undefined. */
export interface RawAlert {
  /** `by-end`: it fires until its end. */
  readonly status: ToldAlert['status'] | 'by-end';
  readonly labels: unknown;
  readonly annotations: unknown;
  readonly startsAt: unknown;
  readonly endsAt: unknown;
  readonly fingerprint?: string | undefined;
  readonly groupKey?: string | undefined;
  readonly generatorURL?: string | undefined;
  readonly receiver?: string | undefined;
}

export interface AlertReading extends Telling {
  readonly source: string;
  /** The alert's place in the body, with a dot at its end; empty where the body is the alert. */
  readonly where: string;
  /** Completes the labels, for senders that have no `alertname`. */
  readonly complete?: (labels: Labels, annotations: Labels) => Labels;
}

/** Checks each part of an alert, and makes of them what goes into the stream. */
export function readAlert(raw: RawAlert, reading: AlertReading): Outcome<Inbound> {
  const {source, where, now} = reading;
  const labels = readLabels(raw.labels, `${where}labels`);
  if (!labels.ok) return labels;
  const annotations = readAnnotations(raw.annotations, `${where}annotations`);
  if (!annotations.ok) return annotations;
  const startsAt = readInstant(raw.startsAt, `${where}startsAt`);
  if (!startsAt.ok) return startsAt;
  const endsAt = readInstant(raw.endsAt, `${where}endsAt`);
  if (!endsAt.ok) return endsAt;
  const told = {
    ...raw,
    source,
    status: raw.status === 'by-end' ? statusBy(endsAt.value, now) : raw.status,
    labels: reading.complete?.(labels.value, annotations.value) ?? labels.value,
    annotations: annotations.value,
    startsAt: startsAt.value,
    endsAt: endsAt.value,
  };
  return read(inboundAlert(told, reading));
}

function statusBy(endsAt: number | undefined, now: number): ToldAlert['status'] {
  return endsAt !== undefined && endsAt <= now ? 'resolved' : 'firing';
}
