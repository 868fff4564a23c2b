import {type Alert, alertKey, alertName} from '../../../core/alert/alert.js';
import type {Disposition} from '../../../core/alert/disposition.js';
import {matchersText} from '../../../core/alert/matcher.js';
import {severityOf} from '../../../core/alert/severity.js';
import {ackDue} from '../../../core/alert/sla.js';
import {startedAt} from '../../../core/alert/started.js';
import {endingWords} from '../../../core/board/ending-words.js';
import {goneNote, lapseText, notifyingNote, unconfirmedNote} from '../../../core/board/row-notes.js';
import {teamNotes} from '../../../core/board/team-notes.js';
import {timesOver} from '../../../core/counted.js';
import type {Delivery} from '../../../core/escalation/delivery.js';
import {pagerOwnerText} from '../../../core/escalation/pager-owner.js';
import {ticketsAbout} from '../../../core/incident/decide-ticket.js';
import {dayHhmm} from '../../../core/time/clock-text.js';
import {coarse} from '../../../core/time/duration.js';
import {line} from '../../row.js';
import type {Scene} from '../../scene.js';
import type {Tone} from '../../theme.js';

/** So many of its tickets are shown. */
const MOST_TICKETS = 3;

interface Said {
  readonly text: string;
  readonly tone?: Tone;
}

/** Who has the alert, who silences it and until when, in as many lines as that takes. */
export function holderLines(scene: Scene, alert: Alert, disposition: Disposition): readonly string[] {
  const said = [
    who(scene, alert, disposition),
    ...teamNotes(new Set([alertKey(alert)]), scene.watch).map((text): Said => ({text, tone: 'notice'})),
    ...doubts(scene, alert).map((text): Said => ({text, tone: 'warning'})),
    ...silences(scene, alert),
    ...tickets(scene, alert),
    ...inhibitors(scene, alert),
    ...ending(scene, alert),
  ];
  return said.map(({text, tone}) => line(scene.paint, [{text: ` ${text}`, tone: tone ?? 'plain'}], scene.columns));
}

/** Why it may be over, or not held back everywhere. */
function doubts({watch}: Scene, alert: Alert): readonly string[] {
  const zone = watch.settings.ui.timeZone;
  return [...goneNote([alert], zone), ...unconfirmedNote([alert], zone), ...notifyingNote(alert)];
}

/** Tickets about it: made, asked for, or not to be had. */
function tickets({watch}: Scene, alert: Alert): readonly Said[] {
  return ticketsAbout(alert, watch).slice(0, MOST_TICKETS).map(ticketSaid);
}

function ticketSaid({target, title, state, ref, url, trouble}: Delivery): Said {
  if (state === 'sent')
    return {
      text: ['ticket', ref?.key ?? ref?.id, 'at', `${target}:`, title, url].filter(one => one !== undefined).join(' '),
    };
  const why = trouble === undefined ? '' : `: ${trouble.reason}`;
  return state === 'requested'
    ? {text: `ticket asked for at ${target}${why}`, tone: why === '' ? 'muted' : 'warning'}
    : {text: `NO ticket at ${target}${why} (T makes another)`, tone: 'warning'};
}

function who(scene: Scene, alert: Alert, disposition: Disposition): Said {
  const {now, watch} = scene;
  const zone = watch.settings.ui.timeZone;
  const until =
    disposition.endsAt === undefined
      ? ''
      : ` until ${dayHhmm(disposition.endsAt, now, zone)} (${coarse(disposition.endsAt - now)})`;
  switch (disposition.kind) {
    case 'acked':
      return {
        text: `acked by ${disposition.owner ?? 'somebody'}${since(disposition, now)}${until}${keptText(scene, disposition)}${reminderText(disposition)}`,
        tone: disposition.reminder === undefined ? 'good' : 'warning',
      };
    case 'acking':
      return {
        text: `${disposition.owner ?? 'somebody'} acks it: ${disposition.trouble ?? 'asking the source'}`,
        tone: 'warning',
      };
    case 'silenced':
      return {text: `silenced${disposition.by === undefined ? '' : ` by ${disposition.by}`}${until}`, tone: 'muted'};
    case 'inhibited':
      return {text: `inhibited by ${disposition.by ?? 'another alert'}`, tone: 'muted'};
    case 'muted':
      return {text: `muted by the time interval ${disposition.by ?? ''}`, tone: 'muted'};
    default:
      return waiting(scene, alert, disposition);
  }
}

function since({since: at}: Disposition, now: number): string {
  return at === undefined ? '' : ` ${coarse(now - at)} ago`;
}

/** How often our keeper has kept an ack alive: an ack that lasts for hours should be seen to. */
function keptText({watch}: Scene, {ack}: Disposition): string {
  const extensions = watch.shift.acks.get(ack ?? '')?.extensions ?? 0;
  return extensions === 0 ? '' : `, kept ${timesOver(extensions)}`;
}

function reminderText({reminder}: Disposition): string {
  if (reminder === undefined) return '';
  return ` · look again${reminder === 'severity' ? ', it got worse' : ''}: a says you are still on it`;
}

function waiting({now, watch}: Scene, alert: Alert, {lapsed, unsilencedAt}: Disposition): Said {
  const zone = watch.settings.ui.timeZone;
  const {severity} = severityOf(alert.labels, watch.settings.severity);
  const began = startedAt(alert, {key: alertKey(alert), firing: watch.shift.firing, now});
  const elsewhere = pagerOwnerText(alert, began, watch);
  if (elsewhere !== undefined) return {text: `${elsewhere}, and by nobody here: it goes on notifying`, tone: 'notice'};
  const due = ackDue({severity, startsAt: began, heldUntil: lapsed?.at ?? unsilencedAt}, watch.settings, now);
  const owed = due.breached
    ? `nobody has it, the ack is late by ${coarse(-due.left)}`
    : `nobody has it, an ack is due in ${coarse(due.left)}`;
  const before = lapsed === undefined ? '' : ` · ${lapseText(lapsed, zone)}`;
  return {text: `${owed}${before}`, tone: due.breached ? 'critical' : 'plain'};
}

function ending({watch}: Scene, {source}: Alert): readonly Said[] {
  const words = endingWords(watch.live.sources.get(source));
  return words === undefined ? [] : [{text: `${source} cannot be silenced: it ${words}`, tone: 'muted'}];
}

function silences({watch, now}: Scene, alert: Alert): readonly Said[] {
  const zone = watch.settings.ui.timeZone;
  return alert.silencedBy.map(id => {
    const silence = watch.live.silences.get(`${alert.source}/${id}`);
    if (silence === undefined) return {text: `silence ${id}`, tone: 'muted'};
    return {
      text: `silence ${id.slice(0, 8)} by ${silence.createdBy} until ${dayHhmm(silence.endsAt, now, zone)} ${matchersText(silence.matchers)} "${silence.comment}"`,
      tone: 'muted',
    };
  });
}

function inhibitors({watch}: Scene, alert: Alert): readonly Said[] {
  return alert.inhibitedBy.flatMap(fingerprint => {
    const other = watch.live.alerts.get(alertKey({source: alert.source, fingerprint}));
    return other === undefined ? [] : [{text: `held back while ${alertName(other)} fires`, tone: 'muted' as const}];
  });
}
