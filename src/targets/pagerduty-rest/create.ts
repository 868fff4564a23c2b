import {type FoundIncident, TargetError, type TargetRequest, type TargetResult} from '../../core/escalation/target.js';
import {shortKey} from '../short-key.js';
import {type Fitter, fitter} from '../text/fit.js';
import {messageText} from '../text/message-text.js';
import {type Api, codeOf} from './api.js';
import {linkOf} from './change.js';
import {incidentIn, incidentsOf, LONGEST_KEY} from './incidents.js';
import {userIds} from './people.js';

const LONGEST_TITLE = 1_024;
const LONGEST_DETAILS = 50_000;

interface Creating {
  readonly service: string;
  /** Instead of what the severity says. */
  readonly urgency: 'high' | 'low' | undefined;
  readonly mayExist: boolean;
  readonly signal: AbortSignal;
}

/** Clocks differ, ours and PagerDuty's. */
const SKEW = 5 * 60_000;

/** Opens an incident; PagerDuty refuses a second open one of the same key, and the first one is the answer then. */
export async function create(api: Api, request: TargetRequest, creating: Creating): Promise<TargetResult> {
  const {signal} = creating;
  const earlier = creating.mayExist ? await openedBefore(api, request, signal) : undefined;
  if (earlier !== undefined) return {...linkOf(earlier), existed: true};
  const fit = fitter();
  const incident = incidentOf(request, fit, {...creating, assignees: await userIds(api, request.people ?? [], signal)});
  const remark = fit.remark();
  const said = remark === undefined ? {} : {remark};
  try {
    const answer = await api.write({method: 'POST', path: '/incidents', json: {incident}}, signal);
    return {...linkOf(incidentIn(answer, request.thread)), ...said};
  } catch (error) {
    if (!/matching (dedup|incident) key/i.test(codeOf(error)?.said ?? '')) throw error;
    const open = (await incidentsOf(api, request.thread, signal)).find(({status}) => status !== 'resolved');
    // It ended between the two requests.
    if (open === undefined) throw again(error);
    return {...linkOf(open), existed: true, ...said};
  }
}

function incidentOf(
  {message, thread}: TargetRequest,
  fit: Fitter,
  {service, urgency, assignees}: Pick<Creating, 'service' | 'urgency'> & {readonly assignees: readonly string[]},
) {
  return {
    type: 'incident',
    title: fit.fit('the title', message.title, LONGEST_TITLE),
    service: {id: service, type: 'service_reference'},
    urgency: urgency ?? (message.severity === 'P1' || message.severity === 'P2' ? 'high' : 'low'),
    incident_key: shortKey(thread, LONGEST_KEY),
    body: {type: 'incident_body', details: fit.fit('the details', messageText(message), LONGEST_DETAILS)},
    ...(assignees.length === 0 ? {} : {assignments: assignees.map(id => ({assignee: {id, type: 'user_reference'}}))}),
  };
}

/** By an earlier try; somebody may have resolved it since. */
async function openedBefore(
  api: Api,
  {thread, message}: TargetRequest,
  signal: AbortSignal,
): Promise<FoundIncident | undefined> {
  const all = await incidentsOf(api, thread, signal);
  return all.find(({status, on = 0}) => status !== 'resolved' || on > message.at - SKEW);
}

function again(cause: unknown): TargetError {
  return new TargetError('overloaded', 'PagerDuty had an open incident of this key, and has none now.', {
    hint: 'It is tried again by itself.',
    cause,
  });
}
