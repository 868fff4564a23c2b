import {type FoundIncident, TargetError, type TargetRequest, type TargetResult} from '../../core/escalation/target.js';
import {type Api, codeOf} from './api.js';
import {aimedAt} from './incidents.js';
import {askResponders} from './responders.js';

/** More of them in one request are refused (413). */
const AT_ONCE = 250;
const ALREADY_RESOLVED = 1001;
const ALREADY_ACKNOWLEDGED = 1002;
const FIRST_LEVEL = 1;

/** Acknowledges or resolves what is open of a thread: several services may have opened one of the same key. */
export async function settle(
  api: Api,
  request: TargetRequest,
  asked: {readonly status: 'acknowledged' | 'resolved'; readonly signal: AbortSignal},
): Promise<TargetResult> {
  const {status, signal} = asked;
  const open = (await aimedAt(api, request, signal)).filter(one => one.status !== 'resolved');
  const left = status === 'resolved' ? open : open.filter(one => one.status !== status);
  for (let at = 0; at < left.length; at += AT_ONCE) await put(api, left.slice(at, at + AT_ONCE), {status, signal});
  const [first] = open;
  return {...(first === undefined ? {} : linkOf(first)), ...(left.length === 0 ? {existed: true} : {})};
}

/** At its first level again, an incident is nobody's: PagerDuty goes on paging. What is not acknowledged stays as it is. */
export async function release(api: Api, request: TargetRequest, signal: AbortSignal): Promise<TargetResult> {
  const open = await aimedAt(api, request, signal);
  const [first] = open;
  const taken = open.filter(({status}) => status === 'acknowledged');
  for (const {ref} of taken) {
    const json = {incidents: [{id: ref.id, type: 'incident_reference', escalation_level: FIRST_LEVEL}]};
    await api.write({method: 'PUT', path: '/incidents', json}, signal);
  }
  return {...(first === undefined ? {} : linkOf(first)), ...(taken.length === 0 ? {existed: true} : {})};
}

async function put(
  api: Api,
  incidents: readonly FoundIncident[],
  asked: {readonly status: string; readonly signal: AbortSignal},
): Promise<void> {
  const changed = incidents.map(({ref}) => ({id: ref.id, type: 'incident_reference', status: asked.status}));
  try {
    await api.write({method: 'PUT', path: '/incidents', json: {incidents: changed}}, asked.signal);
  } catch (error) {
    const code = codeOf(error)?.code;
    if (code !== ALREADY_RESOLVED && code !== ALREADY_ACKNOWLEDGED) throw error;
    // One of them was quicker; the others are told one by one.
    if (incidents.length > 1) for (const one of incidents) await put(api, [one], asked);
  }
}

/** Goes to a level of the incident's own policy, and asks for people where some are named. */
export async function escalate(
  api: Api,
  request: TargetRequest,
  asked: {readonly from: string; readonly mayExist: boolean; readonly signal: AbortSignal},
): Promise<TargetResult> {
  const {people = []} = request;
  const [target] = await aimedAt(api, request, asked.signal);
  if (target === undefined || target.status === 'resolved') throw over();
  const level = request.level ?? (target.level === undefined ? undefined : target.level + 1);
  if (level === undefined && people.length === 0) {
    throw new TargetError('rejected', 'PagerDuty does not tell at which level the incident is.', {
      hint: 'Say the level to go to, or people to ask for.',
    });
  }
  if (level !== undefined) {
    // With `escalation_policy` beside it, even the same one, it would start again at the first level.
    const json = {incidents: [{id: target.ref.id, type: 'incident_reference', escalation_level: level}]};
    await api.write({method: 'PUT', path: '/incidents', json}, asked.signal);
  }
  const remark = people.length === 0 ? undefined : await askResponders(api, {...asked, request, target});
  return {...linkOf(target), ...(remark === undefined ? {} : {remark})};
}

function over(): TargetError {
  return new TargetError('rejected', 'The incident is resolved in PagerDuty; only an open one can be escalated.', {
    hint: 'Open a new one when it goes on.',
  });
}

/** What later requests and people need to find an incident. */
export function linkOf({ref, url}: FoundIncident): Pick<TargetResult, 'ref' | 'url'> {
  return {ref, ...(url === undefined ? {} : {url})};
}
