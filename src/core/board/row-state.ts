import {coarse, countdown} from '../time/duration.js';
import type {BoardRow, RowContext} from './board.js';

export type RowTone = 'urgent' | 'late' | 'waiting' | 'owned' | 'resting' | 'trouble';

/** The state of a row in words, long and (for narrow screens) short. */
export interface StateWords {
  /** `ack in 1:48`, `ack lapsed`, `ana 12m left`, `silenced 12m`. */
  readonly state: string;
  /** At most four cells, but for an owner: `1:48`, `late`, `lost`, `back`, `ana 12m`, `lee…`, `12m`. */
  readonly short: string;
  readonly tone: RowTone;
  /** The source no longer shows it; the grace before "resolved" runs. */
  readonly fading: boolean;
}

const JUST = 10 * 60_000;
const NEAR = 120_000;

export function stateWords(row: BoardRow, context: RowContext): StateWords {
  const fading = row.items.every(item => item.alert.absentSince !== undefined);
  return {...wordsOf(row, context), fading};
}

type Words = Omit<StateWords, 'fading'>;

function wordsOf(row: BoardRow, context: RowContext): Words {
  const {disposition, watchdog, elsewhere} = row.lead;
  if (watchdog) return {state: 'watchdog', short: 'dog', tone: 'resting'};
  switch (disposition.kind) {
    case 'unacked':
      return elsewhere === undefined ? unackedWords(row, context) : elsewhereWords(elsewhere);
    case 'acking':
      return ackingWords(row, context);
    case 'acked':
      return ownedWords(row, context);
    case 'silenced':
      return restingWords('silenced', disposition.endsAt, context);
    case 'inhibited':
      return {state: 'inhibited', short: 'inh', tone: 'resting'};
    default:
      return {state: 'muted', short: 'mut', tone: 'resting'};
  }
}

function unackedWords({lead, dueAt}: BoardRow, {now, precise}: RowContext): Words {
  const {lapsed, unsilencedAt, unheld} = lead.disposition;
  if (unheld) return {state: 'not holding', short: 'fail', tone: 'trouble'};
  if (lapsed?.was === 'silenced') return {state: 'silence over', short: 'back', tone: 'urgent'};
  // Of an ack that is not ours only the end of its silence is seen: it may have been given back.
  if (lapsed) return {state: lapsed.early || !lapsed.ours ? 'ack ended' : 'ack lapsed', short: 'lost', tone: 'urgent'};
  const left = dueAt - now;
  if (left <= 0) return {state: `late ${coarse(-left)}`, short: 'late', tone: 'late'};
  if (unsilencedAt !== undefined && now - unsilencedAt < JUST)
    return {state: 'un-silenced', short: 'back', tone: 'urgent'};
  const time = precise && left < NEAR ? countdown(left) : coarse(left);
  return {state: `ack in ${time}`, short: time, tone: left < NEAR ? 'urgent' : 'waiting'};
}

/** Whose it is; that nothing is silenced by it is said behind the summary. */
function elsewhereWords({by}: NonNullable<BoardRow['lead']['elsewhere']>): Words {
  const owner = by === '' ? 'somebody' : by;
  return {state: `${owner}, pager`, short: owner, tone: 'owned'};
}

/** Who is about to have it. The dots, and its shelf, tell it from one that is held: nothing holds it yet. */
function ackingWords({lead: {disposition}}: BoardRow, {unicode}: RowContext): Words {
  if (disposition.trouble !== undefined) return {state: 'ack not placed', short: 'fail', tone: 'trouble'};
  const dots = unicode ? '…' : '...';
  const owner = disposition.owner ?? 'somebody';
  return {state: `${owner} acking${dots}`, short: `${owner}${dots}`, tone: 'waiting'};
}

function ownedWords({items, lead: {disposition}}: BoardRow, {now}: RowContext): Words {
  const owners = new Set(items.map(item => item.disposition.owner ?? 'somebody'));
  const owner =
    owners.size > 1 ? `${disposition.owner ?? 'somebody'} +${owners.size - 1}` : (disposition.owner ?? 'somebody');
  const ends = items.flatMap(item => item.disposition.endsAt ?? []);
  const end = ends.length > 0 ? Math.min(...ends) : undefined;
  if (items.some(item => item.disposition.reminder !== undefined))
    return {state: 'look again', short: 'look', tone: 'urgent'};
  const short = end === undefined ? owner : `${owner} ${coarse(end - now)}`;
  const tone = disposition.trouble === undefined ? 'owned' : 'trouble';
  return {state: end === undefined ? owner : `${short} left`, short, tone};
}

function restingWords(word: string, endsAt: number | undefined, {now}: RowContext): Words {
  if (endsAt === undefined) return {state: word, short: word.slice(0, 3), tone: 'resting'};
  const left = coarse(endsAt - now);
  return {state: `${word} ${left}`, short: left, tone: 'resting'};
}
