import {type DeliveryVerb, type Target, TargetError, type TargetResult} from '../../core/escalation/target.js';
import type {Clock} from '../../core/ports.js';
import {fitter} from '../text/fit.js';
import {remarked} from '../text/remarked.js';
import {type AlertDesk, aliasPlace} from './alert-desk.js';
import {raises} from './escalation.js';
import {saidAlready} from './notes.js';
import {ALREADY, type Outcome, outcomes} from './outcome.js';
import {action, alertTexts, creation, type OpsgenieResponder} from './requests.js';

export interface OpsgenieSettings {
  readonly responders: readonly OpsgenieResponder[];
  readonly tags: readonly string[];
  /** Names of escalations, level 1 first. */
  readonly levels: readonly string[];
  /** Schedules by name (Opsgenie) or id (Jira Service Management); none means all. */
  readonly schedules: readonly string[];
}

type Send = Target['send'];
type Acts = Readonly<Record<DeliveryVerb, Send>>;

/** What can be sent to a desk of alerts, each verb by itself. */
export function alertActs(desk: AlertDesk, settings: OpsgenieSettings, clock: Pick<Clock, 'after'>): Partial<Acts> {
  return {...eventActs(desk, settings, clock), ...(desk.whole ? wholeActs(desk, desk.whole, {settings, clock}) : {})};
}

function eventActs(desk: AlertDesk, settings: OpsgenieSettings, clock: Pick<Clock, 'after'>): Partial<Acts> {
  const {events, whole, vendor} = desk;
  const outcome = outcomes({...events, vendor, clock});

  const create: Send = async (request, {signal}) => {
    const fits = fitter();
    const call = {method: 'POST', path: events.alerts, json: creation(request, settings, fits)} as const;
    return resultOf(known(await outcome(await events.api(call, signal), signal), vendor), fits.remark());
  };
  const event =
    (name: 'acknowledge' | 'close'): Send =>
    async (request, {signal}) => {
      const {path, query} = aliasPlace(request.thread);
      const call = {method: 'POST', path: `${path}/${name}`, query, json: action(request)} as const;
      return resultOf(known(await outcome(await events.api(call, signal), signal), vendor));
    };
  const note: Send = async (request, {mayExist, signal}) => {
    if (mayExist && whole && (await saidAlready(whole, request, signal))) return {existed: true};
    const {path, query} = aliasPlace(request.thread);
    const call = {method: 'POST', path: `${path}/notes`, query, json: action(request)} as const;
    return resultOf(hoped(await outcome(await events.api(call, signal), signal), vendor));
  };
  return {create, ack: event('acknowledge'), resolve: event('close'), note};
}

function wholeActs(
  {vendor}: AlertDesk,
  whole: NonNullable<AlertDesk['whole']>,
  {settings, clock}: {readonly settings: OpsgenieSettings; readonly clock: Pick<Clock, 'after'>},
): Partial<Acts> {
  const outcome = outcomes({...whole, vendor, clock});

  const escalate: Send = async (request, {signal}) => {
    const raised = raises(request, {levels: settings.levels, vendor, signed: whole.style === 'opsgenie'});
    const {path, query} = await whole.place(request, signal);
    const done: TargetResult[] = [];
    for (const raise of raised) {
      const answer = await whole.api(
        {method: 'POST', path: `${path}${raise.path}`, ...(query && {query}), json: raise.body},
        signal,
      );
      done.push(resultOf(hoped(await outcome(answer, signal), vendor)));
    }
    return done[0] ?? {};
  };
  const release: Send = async (request, {signal}) => {
    const {path, query} = await whole.place(request, signal);
    const call = {
      method: 'POST',
      path: `${path}/unacknowledge`,
      ...(query && {query}),
      json: whole.style === 'opsgenie' ? action(request) : {},
    } as const;
    return resultOf(known(await outcome(await whole.api(call, signal), signal), vendor));
  };
  const update: Send = async (request, {signal}) => {
    const {path, query} = await whole.place(request, signal);
    const fits = fitter();
    let done: Outcome | undefined;
    for (const [name, value] of Object.entries(alertTexts(request, fits))) {
      const call = {
        method: whole.style === 'jsm' ? 'PATCH' : 'PUT',
        path: `${path}/${name}`,
        ...(query && {query}),
        json: {[name]: value},
      } as const;
      done = known(await outcome(await whole.api(call, signal), signal), vendor);
    }
    return resultOf(done, fits.remark());
  };
  return {release, escalate, update};
}

/** Sending it again does no harm, so that not knowing is worth another try. */
function known(outcome: Outcome | undefined, vendor: string): Outcome {
  if (outcome !== undefined) return outcome;
  throw new TargetError('timeout', `${vendor} accepted the request and has not said yet what became of it.`, {
    hint: 'It is sent again under the same alias, which makes no second alert.',
    unknown: true,
  });
}

/** Sending it again would be seen twice: accepted must do. */
function hoped(outcome: Outcome | undefined, vendor: string): Outcome {
  return outcome ?? {status: '', remark: `${vendor} accepted it and has not said yet what became of it`};
}

function resultOf(outcome: Outcome | undefined, cut?: string): TargetResult {
  return {
    ...(outcome?.alertId === undefined ? {} : {ref: {id: outcome.alertId}}),
    ...(ALREADY.test(outcome?.status ?? '') ? {existed: true} : {}),
    ...remarked(cut, outcome?.remark),
  };
}
