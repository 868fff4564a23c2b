import type {Ack} from '../../core/shift/state.js';
import {hhmm} from '../../core/time/clock-text.js';
import {GLYPHS} from '../glyphs.js';
import type {Scene} from '../scene.js';
import type {Message, MessageTone} from '../ui-store.js';

/** What to say above the key line: the message, or how the acks that it follows are doing. */
export function messageOf(scene: Scene): Message | undefined {
  const {message} = scene.ui;
  if (message?.follow === undefined) return message;
  const acks = message.follow.flatMap(id => scene.watch.shift.acks.get(id) ?? []);
  if (acks.length === 0) return message;
  const zone = scene.watch.settings.ui.timeZone;
  const text = `${message.text}: ${acks.map(ack => placeOf(ack, zone)).join('  ')}`;
  return {...message, text, tone: toneOf(acks)};
}

/** Ends that are no failure of ours. */
const ENDINGS: Readonly<Record<string, string>> = {
  released: 'released',
  resolved: 'resolved since',
  lapsed: 'lapsed since',
  'expired-elsewhere': 'ended elsewhere',
};

/** One place and how it stands there: `eu ✓ until 03:56`. */
function placeOf(ack: Ack, zone: string | undefined): string {
  if (ack.status === 'placed') return `${ack.source} ${GLYPHS.done} until ${hhmm(ack.silence?.endsAt ?? 0, zone)}`;
  if (ack.status === 'ended')
    return `${ack.source} ${ENDINGS[ack.endReason ?? ''] ?? `${GLYPHS.failed}${reason(ack)}`}`;
  return ack.trouble === undefined
    ? `${ack.source} ${GLYPHS.ellipsis}`
    : `${ack.source} ${GLYPHS.failed}${reason(ack)}, trying again`;
}

function reason(ack: Ack): string {
  return ack.trouble === undefined ? '' : ` ${ack.trouble.reason}`;
}

function toneOf(acks: readonly Ack[]): MessageTone {
  if (acks.some(ack => ack.trouble !== undefined)) return 'warning';
  return acks.every(ack => ack.status === 'placed') ? 'good' : 'plain';
}
