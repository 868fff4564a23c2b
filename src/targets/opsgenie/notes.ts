import * as v from 'valibot';
import type {TargetRequest} from '../../core/escalation/target.js';
import {readEach} from '../read-each.js';
import type {AlertDesk} from './alert-desk.js';
import {listedIn} from './listed.js';
import {noteText} from './requests.js';

const rawNote = v.looseObject({note: v.nullish(v.string(), '')});

/** Whether an alert has this very note: an earlier try got through. */
export async function saidAlready(
  whole: NonNullable<AlertDesk['whole']>,
  request: TargetRequest,
  signal: AbortSignal,
): Promise<boolean> {
  const {path, query} = await whole.place(request, signal);
  const answer = await whole.api({path: `${path}/notes`, query: {...query, order: 'desc'}}, signal);
  const wanted = noteText(request.message);
  return readEach(rawNote, listedIn(answer)).some(({note}) => note.trim() === wanted.trim());
}
