import * as v from 'valibot';
import type {FoundIncident, TargetRequest} from '../../core/escalation/target.js';
import {readAnswer} from '../http/http.js';
import {fitter} from '../text/fit.js';
import type {Api} from './api.js';
import {userId, userIds} from './people.js';

const LONGEST_MESSAGE = 255;

interface Asking {
  readonly request: TargetRequest;
  readonly target: FoundIncident;
  readonly from: string;
  readonly mayExist: boolean;
  readonly signal: AbortSignal;
}

const responders = v.object({
  incident: v.object({
    incidents_responders: v.optional(v.array(v.object({user: v.nullish(v.object({id: v.nullish(v.string())}))})), []),
  }),
});

/** Asks people to join an incident; those who were asked by an earlier try are not asked again. Says what was cut. */
export async function askResponders(api: Api, asking: Asking): Promise<string | undefined> {
  const {request, target, signal} = asking;
  const path = `/incidents/${encodeURIComponent(target.ref.id ?? '')}`;
  const wanted = await userIds(api, request.people ?? [], signal);
  const already = asking.mayExist ? await askedAlready(api, path, signal) : [];
  const left = wanted.filter(id => !already.includes(id));
  if (left.length === 0) return undefined;
  const fit = fitter();
  const json = {
    requester_id: await userId(api, asking.from, signal),
    message: fit.fit('the message to responders', request.message.title, LONGEST_MESSAGE),
    responder_request_targets: left.map(id => ({responder_request_target: {id, type: 'user_reference'}})),
  };
  await api.write({method: 'POST', path: `${path}/responder_requests`, json}, signal);
  return fit.remark();
}

async function askedAlready(api: Api, path: string, signal: AbortSignal): Promise<readonly string[]> {
  const answer = await api.get(path, {'include[]': ['incidents_responders']}, signal);
  return readAnswer(answer, responders).incident.incidents_responders.flatMap(({user}) => user?.id ?? []);
}
