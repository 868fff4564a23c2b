import {counted} from '../counted.js';
import {hhmm} from '../time/clock-text.js';
import type {Recording, Unsteady, WatchState} from '../watch-state.js';
import type {Banner} from './banner-shape.js';

const REASONS: Readonly<Record<Extract<Recording, {ok: false}>['kind'], string>> = {
  full: 'disk full',
  io: 'the disk fails',
  newer: 'the log is of a newer version',
  'read-only': 'opened to read only',
  corrupt: 'the log is damaged',
  closed: 'the log is closed',
  'cut-off': 'cut off',
};

/** Whether what happens is being recorded, where there is something to say about that. */
export function recordingBanner({recording, settings}: WatchState): readonly Banner[] {
  if (recording.ok) return recording.after === undefined ? [] : [unsteadyBanner(recording.after, settings.ui.timeZone)];
  const {kind, lost, hint, after} = recording;
  const since = after?.since ?? recording.since;
  if (kind === 'read-only' && settings.readOnly) return [];
  if (kind === 'cut-off') return [cutOffBanner(recording, settings.ui.timeZone)];
  const missing = lost > 0 ? ` ${counted(lost, 'fact is', 'facts are')} not in the log.` : '';
  const still = 'Alerts stay live; acks, silences and notes are refused.';
  return [
    {
      kind: 'not-recorded',
      tone: 'alarm',
      text: `NOT RECORDED since ${hhmm(since, settings.ui.timeZone)}${after === undefined ? '' : ', on and off'} (${REASONS[kind]})`,
      hint: hint.trim(),
      still: `${still}${missing}`,
    },
  ];
}

/** It works at this moment; that it will go on working is not known yet. */
function unsteadyBanner({since, again, kind, hint, relapses}: Unsteady, zone: string | undefined): Banner {
  const from = hhmm(since, zone);
  const text =
    relapses > 0
      ? `RECORDING ON AND OFF since ${from} (${REASONS[kind]})`
      : `RECORDING AGAIN since ${hhmm(again, zone)}, after it failed at ${from} (${REASONS[kind]})`;
  return {
    kind: 'not-recorded',
    tone: 'alarm',
    text,
    hint: hint.trim(),
    still: 'What fires now is in the log. This line goes when recording has held for a minute.',
  };
}

/** Everything an attached cockpit shows comes from the process that writes. */
function cutOffBanner({since, message, hint}: Extract<Recording, {ok: false}>, zone: string | undefined): Banner {
  const why = `: ${message}`;
  return {
    kind: 'not-recorded',
    tone: 'alarm',
    text: `CUT OFF since ${hhmm(since, zone)}${why}`,
    why,
    hint: hint.trim(),
    still: 'What you see is old, and nothing can be done.',
  };
}
