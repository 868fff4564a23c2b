import {cut} from '../tell/labels.js';
import type {Change} from './change-reading.js';

/** What a code host tells of a deployment. */
export interface Deployment {
  /** Of this state of this deployment. */
  readonly id: string;
  readonly project: string | undefined;
  readonly ref: string | undefined;
  readonly commit: string | undefined;
  readonly environment: string | undefined;
  readonly state: string;
  readonly on: number;
  readonly by: string;
}

const LONGEST_TEXT = 4_000;

/** A deployment as a change: the project is the service, the environment a label. */
export function deploymentChange({id, project, ref, commit, environment, state, on, by}: Deployment): Change {
  const what = [project, ref, commit].filter(part => part !== undefined).join(' ');
  return {
    kind: 'change',
    id,
    text: cut(`deployed ${what} to ${environment ?? 'an environment'}: ${state}`, LONGEST_TEXT),
    ...(project === undefined ? {} : {service: project}),
    ...(environment === undefined ? {} : {labels: {environment}}),
    on,
    by,
  };
}
