import {alertKey} from '../../core/alert/alert.js';
import {unstopped} from '../../core/board/source-words.js';
import {isLost} from '../../core/escalation/deliveries.js';
import {placesOfAck} from '../../core/escalation/places.js';
import {findRun, isUnderWay} from '../../core/runbook/walk.js';
import type {Ack, ShiftState} from '../../core/shift/state.js';
import {dayHhmm} from '../../core/time/clock-text.js';
import {cells, cut} from '../../lib/cells.js';
import {GLYPHS} from '../glyphs.js';
import {placesText} from '../place-words.js';
import type {Scene} from '../scene.js';
import type {Message, MessageTone} from '../ui-store.js';

/** A name is cut, down to this much, before the outcome is. */
const LEAST_NAME = 8;

/** What to say above the key line: the message, or how the acks that it follows are doing. */
export function messageOf(scene: Scene): Message | undefined {
  const {message} = scene.ui;
  if (message?.during !== undefined && !goesOn(scene, message.during)) return undefined;
  if (message?.follow === undefined) return message;
  const acks = message.follow.acks.flatMap(id => scene.watch.shift.acks.get(id) ?? []);
  if (acks.length === 0) return message;
  const verb = verbOf(acks);
  const places = acks.flatMap(ack => placesOfAck(ack, scene.watch));
  const when = {now: scene.now, zone: scene.watch.settings.ui.timeZone, shift: scene.watch.shift};
  const outcome = [outcomeOf(acks, when), ...placesText(places)].join('  ');
  const room = scene.columns - cells(` ${verb} : ${outcome}`);
  const name = cut(message.follow.name, Math.max(LEAST_NAME, room));
  return {...message, text: `${verb} ${name}: ${outcome}`, tone: places.some(isLost) ? 'warning' : toneOf(acks)};
}

function goesOn({watch}: Scene, id: string): boolean {
  const run = findRun(watch.shift.walks, id)?.run;
  return run !== undefined && (isUnderWay(run) || run.left !== undefined);
}

interface When {
  readonly now: number;
  readonly zone: string | undefined;
  readonly shift: ShiftState;
}

/** What has been reached so far, and no more than that. */
function verbOf(acks: readonly Ack[]): string {
  const failed = acks.filter(hasFailed).length;
  if (failed > 0) return failed === acks.length ? 'NOT acked' : 'partly acked';
  return acks.some(ack => ack.status === 'requested') ? 'acking' : 'acked';
}

function hasFailed({status, trouble, endReason}: Ack): boolean {
  return status === 'ended' ? ENDINGS[endReason ?? ''] === undefined : status === 'requested' && trouble !== undefined;
}

/** What failed comes first, and places that took it alike are told once. */
function outcomeOf(acks: readonly Ack[], when: When): string {
  const counts = new Map<string, number>();
  for (const ack of [...acks.filter(hasFailed), ...acks.filter(ack => !hasFailed(ack))]) {
    const said = placeOf(ack, when);
    counts.set(said, (counts.get(said) ?? 0) + 1);
  }
  return [...counts].map(([said, count]) => (count > 1 ? `${said} ×${count}` : said)).join('  ');
}

/** Ends that are no failure of ours. */
const ENDINGS: Readonly<Record<string, string>> = {
  released: 'released',
  resolved: 'resolved since',
  lapsed: 'lapsed since',
  'expired-elsewhere': 'ended elsewhere',
  taken: 'taken before',
};

/** One place and how it stands there: `eu ✓ until 03:56`. */
function placeOf(ack: Ack, {now, zone, shift}: When): string {
  if (ack.status === 'placed' && ack.carrier !== undefined)
    return `${ack.source} ${GLYPHS.done} told to the team, it cannot be silenced`;
  if (ack.endReason === 'taken') return `${ack.source} ${GLYPHS.done} ${holderOf(ack, shift)} was first`;
  if (ack.status === 'placed')
    return `${ack.source} ${GLYPHS.done} until ${dayHhmm(ack.silence?.endsAt ?? 0, now, zone)}`;
  if (ack.status === 'ended')
    return `${ack.source} ${ENDINGS[ack.endReason ?? ''] ?? `${GLYPHS.failed}${reason(ack)}`}`;
  return ack.trouble === undefined
    ? `${ack.source} ${GLYPHS.ellipsis}`
    : `${ack.source} ${GLYPHS.failed}${reason(ack)}, trying again`;
}

/** Who has the alerts of an ack that came second. */
function holderOf({source, alerts}: Ack, shift: ShiftState): string {
  const theirs = alerts.flatMap(({fingerprint}) => {
    const id = shift.ackOf.get(alertKey({source, fingerprint}));
    return id === undefined ? [] : (shift.acks.get(id) ?? []);
  });
  return theirs[0]?.by ?? 'somebody else';
}

function reason(ack: Ack): string {
  return ack.trouble === undefined ? '' : ` ${unstopped(ack.trouble.reason)}`;
}

function toneOf(acks: readonly Ack[]): MessageTone {
  if (acks.some(ack => ack.trouble !== undefined)) return 'warning';
  return acks.every(ack => ack.status === 'placed') ? 'good' : 'plain';
}
