import {createHash} from 'node:crypto';
import * as v from 'valibot';
import {TargetError, type TargetRequest} from '../../core/escalation/target.js';
import {type HttpAnswer, readAnswer} from '../http/http.js';
import type {VendorApi} from '../http/vendor-api.js';
import {readEach} from '../read-each.js';
import {type RawGroup, rawGroup, statusOf} from './alert-groups.js';

export const GROUPS = '/alert_groups';

const text = v.nullish(v.string(), '');
const page = v.looseObject({results: v.array(v.unknown())});
const rawAlert = v.looseObject({alert_group_id: v.pipe(v.string(), v.nonEmpty())});
const rawNote = v.looseObject({text});

/** The entries of the first page of a list. */
export function resultsOf(api: VendorApi) {
  return async (path: string, query: Readonly<Record<string, string>>, signal: AbortSignal) =>
    readAnswer(await api({path, query}, signal), page).results;
}

/** Reads alert groups and their notes. */
export function groupDesk(api: VendorApi) {
  const results = resultsOf(api);
  const desk = {
    /** The group of a thread or a delivery: what its alert says holds the mark. An open one comes first. */
    async search(name: string, signal: AbortSignal): Promise<RawGroup | undefined> {
      const alerts = readEach(rawAlert, await results('/alerts/', {search: mark(name)}, signal));
      const ids = [...new Set(alerts.map(({alert_group_id}) => alert_group_id))];
      let ended: RawGroup | undefined;
      for (const id of ids.slice(0, 10)) {
        const group = await desk.group(id, signal);
        if (group !== undefined && statusOf(group) !== 'resolved') return group;
        ended ??= group;
      }
      return ended;
    },
    /** The group that an earlier try of a creation made, whatever became of it, or one of its thread that is open. */
    async earlier({key, thread}: TargetRequest, signal: AbortSignal): Promise<RawGroup | undefined> {
      const tried = await desk.search(key, signal);
      if (tried !== undefined) return tried;
      const other = await desk.search(thread, signal);
      return other !== undefined && statusOf(other) !== 'resolved' ? other : undefined;
    },
    async group(id: string, signal: AbortSignal): Promise<RawGroup | undefined> {
      const answer = await api({path: `${GROUPS}/${encodeURIComponent(id)}`, also: [404]}, signal);
      return answer.status === 404 ? undefined : groupIn(answer);
    },
    /** The id of the group a request is about. */
    async place({ref, thread}: TargetRequest, signal: AbortSignal): Promise<string> {
      const id = ref?.id ?? (await desk.search(thread, signal))?.id;
      if (id !== undefined) return id;
      throw new TargetError('not-found', 'Grafana OnCall has no alert group of ours for this.', {
        hint: 'It was never created, or was deleted there.',
      });
    },
    async noted(group: string, note: string, signal: AbortSignal): Promise<boolean> {
      const notes = readEach(rawNote, await results('/resolution_notes/', {alert_group_id: group}, signal));
      return notes.some(({text}) => text?.trim() === note.trim());
    },
  };
  return desk;
}

/** Stands in the text of a page for a thread or a delivery, and is searched for: long enough to mean nothing else. */
export function mark(name: string): string {
  return `wk-${createHash('sha256').update(name).digest('hex').slice(0, 24)}`;
}

export function groupIn(answer: HttpAnswer): RawGroup {
  return readAnswer(answer, rawGroup);
}
