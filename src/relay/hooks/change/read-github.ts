import {isRecord, type JsonRecord, own, ownText} from '../body/record.js';
import {type Outcome, read, refuse} from '../outcome.js';
import {readInstant} from '../tell/instant.js';
import {losslessText} from '../tell/lossless-text.js';
import type {Change, ChangeReading} from './change-reading.js';
import {deploymentChange} from './deployment.js';

/** What an environment feels; waiting and queueing change nothing yet. */
const STATES = ['in_progress', 'success', 'failure', 'error'];

/** A `deployment_status` of GitHub. Other events, and states in which nothing has happened, are taken and say nothing. */
export function readGithub(body: JsonRecord, {request, by}: ChangeReading): Outcome<Change | undefined> {
  if (request.headers['x-github-event'] !== 'deployment_status') return read(undefined);
  const [status, deployment, repository] = ['deployment_status', 'deployment', 'repository'].map(name =>
    own(body, name),
  );
  if (!isRecord(status) || !isRecord(deployment) || !isRecord(repository))
    return refuse('The body has no `deployment_status`, `deployment` or `repository`.');
  const state = ownText(status, 'state');
  if (state === undefined || !STATES.includes(state)) return read(undefined);
  const id = losslessText(own(status, 'id'));
  if (id === undefined) return refuse('The body has no `deployment_status.id`.');
  const on = readInstant(own(status, 'created_at'), 'deployment_status.created_at');
  if (!on.ok) return on;
  const change = deploymentChange({
    id: `github:${id}`,
    project: ownText(repository, 'name'),
    ref: ownText(deployment, 'ref'),
    commit: ownText(deployment, 'sha')?.slice(0, 7),
    environment: ownText(status, 'environment') ?? ownText(deployment, 'environment'),
    state: state.replace('_', ' '),
    on: on.value ?? request.now,
    by: loginOf(own(status, 'creator')) ?? loginOf(own(body, 'sender')) ?? by,
  });
  return read(change);
}

function loginOf(user: unknown): string | undefined {
  return isRecord(user) ? ownText(user, 'login') : undefined;
}
