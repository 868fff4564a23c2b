import type {Delivery} from '../core/escalation/delivery.js';
import {type DeliveryWords, deliveryWords} from '../core/escalation/delivery-words.js';
import {dayHhmm} from '../core/time/clock-text.js';
import {flow} from './flow.js';
import {GLYPHS} from './glyphs.js';
import type {Part} from './row.js';
import type {Scene} from './scene.js';
import type {Tone} from './theme.js';

const MARKS: Readonly<Record<DeliveryWords['tone'], {readonly glyph: string; readonly tone: Tone}>> = {
  waiting: {glyph: GLYPHS.waiting, tone: 'warning'},
  good: {glyph: GLYPHS.done, tone: 'good'},
  bad: {glyph: GLYPHS.failed, tone: 'criticalStrong'},
  over: {glyph: GLYPHS.none, tone: 'muted'},
};

/** `✗ NOT SENT`: a mark and how it stands, never by colour alone. */
export function deliveryState(one: Delivery, now: number): readonly Part[] {
  const {state, tone} = deliveryWords(one, now);
  const mark = MARKS[tone];
  return [
    {text: `${mark.glyph} `, tone: mark.tone},
    {text: state, width: 13, tone: tone === 'good' ? 'plain' : mark.tone},
  ];
}

/** Everything that is known of a delivery, as lines. */
export function deliveryLines(scene: Scene, one: Delivery): readonly string[] {
  const {paint, columns, now, watch} = scene;
  const zone = watch.settings.ui.timeZone;
  const {said, tone} = deliveryWords(one, now);
  const asked = `asked for by ${one.by} ${dayHhmm(one.requestedAt, now, zone)}`;
  const settled = one.settledAt === undefined ? '' : `, settled ${dayHhmm(one.settledAt, now, zone)}`;
  const kept = one.state === 'requested' ? `, tried until ${dayHhmm(one.expiresAt, now, zone)}` : '';
  const people = one.people === undefined ? '' : ` (${one.people.join(', ')})`;
  const hint = one.state === 'sent' ? undefined : one.trouble?.hint;
  const parts: readonly (readonly Part[])[] = [
    [
      {text: ` ${VERBS[one.verb]} ${one.target}${people}: ${one.title}`, tone: 'strong'},
      {text: ` · ${one.delivery}`, tone: 'muted'},
    ],
    ...(said === '' ? [] : [[{text: ` ${said}`, tone: tone === 'bad' ? ('warning' as const) : ('plain' as const)}]]),
    ...(hint === undefined ? [] : [[{text: ` ${hint}`}]]),
    [
      {
        text: ` ${asked}${settled}${kept} · ${one.attempts} ${one.attempts === 1 ? 'try' : 'tries'} · key ${one.key.slice(0, 12)}`,
        tone: 'muted',
      },
    ],
    [{text: ` ${one.message.title}`}],
    ...one.message.text.split('\n').map((text): readonly Part[] => [{text: ` ${text}`, tone: 'muted'}]),
  ];
  return parts.flatMap(line => flow(paint, line, {width: columns, indent: 1}));
}

const VERBS: Readonly<Record<Delivery['verb'], string>> = {
  create: 'to',
  ack: 'ack at',
  release: 'un-ack at',
  resolve: 'resolve at',
  escalate: 'escalate at',
  note: 'note to',
  update: 'update at',
};

/** What is sent and where, in few words: `room`, `ack room`. */
export function deliveryName({verb, target}: Delivery): string {
  return verb === 'create' ? target : `${verb} ${target}`;
}
