import * as v from 'valibot';
import {type FoundIncident, type FoundOnCall, TargetError, type TargetRequest} from '../../core/escalation/target.js';
import {plainText} from '../../lib/plain-text.js';
import {readAnswer} from '../http/http.js';
import type {VendorApi} from '../http/vendor-api.js';
import {readEach} from '../read-each.js';

const text = v.nullish(v.string(), '');

const rawTransition = v.looseObject({name: text, at: text, by: text});
const rawIncident = v.looseObject({
  incidentNumber: v.union([v.string(), v.pipe(v.number(), v.transform(String))]),
  entityId: text,
  entityDisplayName: text,
  service: text,
  currentPhase: text,
  incidentLink: text,
  pagedUsers: v.nullish(v.array(v.string()), []),
  pagedTeams: v.nullish(v.array(v.string()), []),
  transitions: v.optional(v.unknown()),
});
type RawIncident = v.InferOutput<typeof rawIncident>;

const incidentList = v.looseObject({incidents: v.array(v.unknown())});
const onCallList = v.looseObject({teamsOnCall: v.array(v.unknown())});
const rawTeam = v.looseObject({
  team: v.optional(v.looseObject({name: text})),
  onCallNow: v.optional(v.unknown()),
  oncallNow: v.optional(v.unknown()),
});
const rawPolicy = v.looseObject({
  escalationPolicy: v.optional(v.looseObject({name: text})),
  users: v.optional(v.unknown()),
});
const rawUser = v.looseObject({
  onCallUser: v.optional(v.looseObject({username: text})),
  onCalluser: v.optional(v.looseObject({username: text})),
});
const rerouted = v.looseObject({
  statuses: v.array(
    v.looseObject({success: v.optional(v.boolean(), true), message: text, targetStatus: v.optional(v.unknown())}),
  ),
});
const rawTargetStatus = v.looseObject({slug: text, success: v.optional(v.boolean(), true)});

/** The vendor's public API, which reads and reroutes what the events started. */
export function publicApi(api: VendorApi, user: string) {
  const listed = async (signal: AbortSignal): Promise<readonly RawIncident[]> =>
    readEach(rawIncident, readAnswer(await api({path: '/incidents'}, signal), incidentList).incidents);
  return {
    async find(threads: readonly string[], signal: AbortSignal): Promise<readonly FoundIncident[]> {
      const incidents = await listed(signal);
      return threads.flatMap(thread => {
        const raw = chosen(incidents, thread);
        return raw === undefined ? [] : [found(raw, thread)];
      });
    },
    /** Pages these users and escalation policies about the incident that is open, beside those it has. */
    async reroute(request: TargetRequest, slugs: Reroute, signal: AbortSignal): Promise<FoundIncident> {
      const raw = chosen(await listed(signal), request.thread);
      if (raw === undefined || raw.currentPhase === 'RESOLVED') throw nothingOpen();
      const targets = [
        ...slugs.users.map(slug => ({type: 'User', slug})),
        ...slugs.policies.map(slug => ({type: 'EscalationPolicy', slug})),
      ];
      const reroutes = [{incidentNumber: raw.incidentNumber, targets, addTargets: true}];
      const {json} = await api({method: 'POST', path: '/incidents/reroute', json: {userName: user, reroutes}}, signal);
      demandRerouted(json);
      return found(raw, request.thread);
    },
    async onCall(at: number | undefined, signal: AbortSignal): Promise<readonly FoundOnCall[]> {
      if (at !== undefined) throw onlyNow();
      const {teamsOnCall} = readAnswer(await api({path: '/oncall/current'}, signal), onCallList);
      return readEach(rawTeam, teamsOnCall).flatMap(teamOnCall);
    },
  };
}

export interface Reroute {
  readonly users: readonly string[];
  readonly policies: readonly string[];
}

function chosen(incidents: readonly RawIncident[], thread: string): RawIncident | undefined {
  const ofThread = incidents.filter(({entityId}) => entityId === thread);
  return ofThread.find(({currentPhase}) => currentPhase !== 'RESOLVED') ?? ofThread[0];
}

const STATUSES: Readonly<Record<string, FoundIncident['status']>> = {
  UNACKED: 'triggered',
  ACKED: 'acknowledged',
  RESOLVED: 'resolved',
};

function found(raw: RawIncident, thread: string): FoundIncident {
  const status = STATUSES[raw.currentPhase ?? ''] ?? 'triggered';
  const last = readEach(rawTransition, raw.transitions)
    .filter(({name}) => name === raw.currentPhase)
    .at(-1);
  const on = Date.parse(last?.at ?? '');
  const by = plainText(last?.by ?? '', {maxLength: 200});
  return {
    ref: {incident: raw.incidentNumber},
    thread,
    title: plainText(raw.entityDisplayName || raw.service || thread, {maxLength: 300}),
    status,
    ...(status === 'triggered' || by === '' ? {} : {by}),
    ...(status === 'triggered' || Number.isNaN(on) ? {} : {on}),
    assigned: [...(raw.pagedUsers ?? []), ...(raw.pagedTeams ?? [])].map(name => plainText(name, {maxLength: 200})),
    ...(raw.incidentLink ? {url: plainText(raw.incidentLink)} : {}),
  };
}

function teamOnCall(raw: v.InferOutput<typeof rawTeam>): readonly FoundOnCall[] {
  return readEach(rawPolicy, raw.onCallNow ?? raw.oncallNow).flatMap(({escalationPolicy, users}) => {
    const of = plainText(escalationPolicy?.name || raw.team?.name || '', {maxLength: 200});
    return readEach(rawUser, users)
      .map(({onCallUser, onCalluser}) => plainText((onCallUser ?? onCalluser)?.username ?? '', {maxLength: 200}))
      .filter(person => person !== '')
      .map(person => ({person, ...(of === '' ? {} : {of})}));
  });
}

function demandRerouted(json: unknown): void {
  const read = v.safeParse(rerouted, json);
  if (!read.success) return;
  const refused = read.output.statuses.flatMap(({success, targetStatus}) => [
    ...(success ? [] : ['the incident']),
    ...readEach(rawTargetStatus, targetStatus).flatMap(target => (target.success ? [] : [target.slug ?? ''])),
  ]);
  if (refused.length === 0) return;
  throw new TargetError(
    'rejected',
    `Splunk On-Call did not reroute ${plainText(refused.join(', '), {maxLength: 200})}.`,
    {
      hint: 'Check the user names and the slugs of the escalation policies under `levels:`.',
    },
  );
}

function nothingOpen(): TargetError {
  return new TargetError('not-found', 'Splunk On-Call has no open incident of this entity.', {
    hint: 'It may have ended there; look at the timeline.',
  });
}

function onlyNow(): TargetError {
  return new TargetError('unsupported', 'Splunk On-Call only says who is on call now.', {
    hint: 'Look at the schedule there for another time.',
  });
}
