import {type FoundIncident, type Target, TargetError, type TargetRequest} from '../../core/escalation/target.js';
import {refusal} from '../http/refusal.js';
import type {VendorApi} from '../http/vendor-api.js';
import {fit, fitter} from '../text/fit.js';
import {messageText} from '../text/message-text.js';
import {remarked} from '../text/remarked.js';
import {foundGroup, groupUrl} from './alert-groups.js';
import {GROUPS, groupDesk, groupIn, mark} from './desk.js';
import {people} from './people.js';

type Send = Target['send'];

export interface GrafanaOnCallSettings {
  /** Id of the team that is paged where nobody is named. */
  readonly team?: string | undefined;
  /** Ids of the users that are paged where nobody is named and there is no team. */
  readonly users: readonly string[];
  /** Ids of the users of each level, level 1 first. */
  readonly levels: readonly (readonly string[])[];
  /** Whether people are notified by their important rules. */
  readonly important: boolean;
}

const LONGEST = {title: 1_000, message: 20_000, note: 20_000};
const ESCALATION = '/escalation/';

/** What can be done with alert groups. */
export function groupActs(api: VendorApi, settings: GrafanaOnCallSettings) {
  const desk = groupDesk(api);
  const {nameOf, onCall} = people(api);
  const users = (ids: readonly string[]) => ids.map(id => ({id, important: settings.important}));

  const create: Send = async (request, {mayExist, signal}) => {
    const there = mayExist ? await desk.earlier(request, signal) : undefined;
    if (there !== undefined) return {ref: {id: there.id}, ...groupUrl(there), existed: true};
    const fits = fitter();
    const link = request.message.links?.[0]?.url;
    const body = {
      title: fits.fit('the title', request.message.title, LONGEST.title),
      message: `${fits.fit('the text', messageText(request.message), LONGEST.message)}\n\n${mark(request.thread)} ${mark(request.key)}`,
      ...(link === undefined ? {} : {source_url: link}),
      ...receivers(request),
    };
    const group = groupIn(await api({method: 'POST', path: ESCALATION, json: body}, signal));
    return {ref: {id: group.id}, ...groupUrl(group), ...remarked(fits.remark())};
  };
  const receivers = ({people = []}: TargetRequest) => {
    if (people.length > 0) return {users: users(people)};
    return settings.team === undefined ? {users: users(settings.users)} : {team: settings.team};
  };

  const set = (verb: GroupVerb) => setting({api, desk, verb});

  const escalate: Send = async (request, {signal}) => {
    const level = request.level === undefined ? undefined : settings.levels[request.level - 1];
    const ids = request.people && request.people.length > 0 ? request.people : (level ?? []);
    if (ids.length === 0) throw nobody(request.level);
    const id = await desk.place(request, signal);
    const body = {alert_group_id: id, users: users(ids)};
    const group = groupIn(await api({method: 'POST', path: ESCALATION, json: body}, signal));
    return {ref: {id}, ...groupUrl(group)};
  };

  const note: Send = async (request, {mayExist, signal}) => {
    const id = await desk.place(request, signal);
    const {title, text} = request.message;
    const written = fit(text === '' ? title : `${title}\n\n${text}`, LONGEST.note);
    if (mayExist && (await desk.noted(id, written, signal))) return {ref: {id}, existed: true};
    const call = {method: 'POST', path: '/resolution_notes/', json: {alert_group_id: id, text: written}} as const;
    await api(call, signal);
    return {ref: {id}};
  };

  const find = async (threads: readonly string[], signal: AbortSignal): Promise<readonly FoundIncident[]> => {
    const found: FoundIncident[] = [];
    for (const thread of threads) {
      const raw = await desk.search(thread, signal);
      if (raw !== undefined) found.push(await foundGroup(raw, thread, id => nameOf(id, signal)));
    }
    return found;
  };
  return {
    create,
    ack: set('acknowledge'),
    release: set('unacknowledge'),
    resolve: set('resolve'),
    escalate,
    note,
    find,
    onCall,
  };
}

type GroupVerb = 'acknowledge' | 'unacknowledge' | 'resolve';

interface Setting {
  readonly api: VendorApi;
  readonly desk: ReturnType<typeof groupDesk>;
  readonly verb: GroupVerb;
}

function setting({api, desk, verb}: Setting): Send {
  return async (request, {signal}) => {
    const id = await desk.place(request, signal);
    const call = {method: 'POST', path: `${GROUPS}/${encodeURIComponent(id)}/${verb}`, also: [400]} as const;
    const answer = await api(call, signal);
    if (answer.status !== 400) return {ref: {id}};
    if (DONE[verb].test(answer.text)) return {ref: {id}, existed: true};
    throw refusal(answer, {hint: 'Look at the alert group there: it may be attached to another one.'});
  };
}

/** What its refusal says of a group that needs it no more: a resolved one needs no acknowledgement either. */
const DONE: Readonly<Record<GroupVerb, RegExp>> = {
  acknowledge: /an? (acknowledged|resolved) alert group/i,
  unacknowledge: /an? (unacknowledged|resolved) alert group/i,
  resolve: /a resolved alert group/i,
};

function nobody(level: number | undefined): TargetError {
  return new TargetError('rejected', `Nobody is to be paged at level ${level ?? 'unknown'}.`, {
    hint: 'Name the ids of its users under `levels:` of this target, level 1 first.',
    unknown: false,
  });
}
