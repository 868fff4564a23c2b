import {isRecord, type JsonRecord, own, ownText} from '../body/record.js';
import {type Outcome, read, refuse} from '../outcome.js';
import {readInstant} from '../tell/instant.js';
import {losslessText} from '../tell/lossless-text.js';
import type {Change, ChangeReading} from './change-reading.js';
import {deploymentChange} from './deployment.js';

/** What an environment feels; one that was only created changes nothing yet. */
const STATES = ['running', 'success', 'failed', 'canceled'];

/** A deployment event of GitLab. Other events, and states in which nothing has happened, are taken and say nothing. */
export function readGitlab(body: JsonRecord, {request, by}: ChangeReading): Outcome<Change | undefined> {
  const state = ownText(body, 'status');
  if (own(body, 'object_kind') !== 'deployment' || state === undefined || !STATES.includes(state))
    return read(undefined);
  const id = losslessText(own(body, 'deployment_id'));
  if (id === undefined) return refuse('The body has no `deployment_id`.');
  const on = readInstant(own(body, 'status_changed_at'), 'status_changed_at');
  if (!on.ok) return on;
  const change = deploymentChange({
    id: `gitlab:${id}:${state}`,
    project: textIn(own(body, 'project'), 'name'),
    ref: ownText(body, 'ref'),
    commit: ownText(body, 'short_sha'),
    environment: ownText(body, 'environment'),
    state,
    on: on.value ?? request.now,
    by: textIn(own(body, 'user'), 'username') ?? by,
  });
  return read(change);
}

function textIn(value: unknown, name: string): string | undefined {
  return isRecord(value) ? ownText(value, name) : undefined;
}
