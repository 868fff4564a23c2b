import * as v from 'valibot';
import {readJson, readJsonOrForm} from '../body/read-body.js';
import {isRecord} from '../body/record.js';
import {defineHook, nameEntry, secretsEntry} from '../define-hook.js';
import type {HookRequest, Inbound} from '../hook.js';
import {type Outcome, type Refusal, refuse} from '../outcome.js';
import {hmacHex} from '../proof/hmac.js';
import {isOneOf} from '../proof/same-secret.js';
import {readGithub} from './read-github.js';
import {readGitlab} from './read-gitlab.js';
import {readPlain} from './read-plain.js';

const options = v.strictObject({...nameEntry, ...secretsEntry});

type Sender = 'github' | 'gitlab' | 'plain';

/**
 * Changes to production, for the team's log: our own small shape, as JSON or as a form, and what GitHub and GitLab send
 * of deployments. These two cannot send a token of the relay, but know a secret.
 */
export const changeHook = defineHook({
  path: 'change',
  types: ['application/json', 'application/x-www-form-urlencoded'],
  options,
  proves: (request, {secrets}) => secrets.length > 0 && senderOf(request) !== 'plain',
  read(request, {options: {secrets}, source}) {
    const sender = senderOf(request);
    const forged = checkSender(sender, request, secrets);
    if (forged !== undefined) return forged;
    const body = sender === 'plain' ? readJsonOrForm(request) : readJson(request);
    if (!body.ok) return body;
    if (!isRecord(body.value)) return refuse('The body is not an object.');
    const change: Outcome<Inbound | undefined> = READERS[sender](body.value, {request, by: source});
    if (!change.ok) return change;
    return {ok: true, inbound: change.value === undefined ? [] : [change.value], wake: []};
  },
});

const READERS = {github: readGithub, gitlab: readGitlab, plain: readPlain} as const;

function senderOf({headers}: Pick<HookRequest, 'headers'>): Sender {
  if (headers['x-github-event'] !== undefined) return 'github';
  return headers['x-gitlab-event'] === undefined ? 'plain' : 'gitlab';
}

function checkSender(sender: Sender, request: HookRequest, secrets: readonly string[]): Refusal | undefined {
  if (secrets.length === 0 || sender === 'plain') return undefined;
  const name = sender === 'github' ? 'x-hub-signature-256' : 'x-gitlab-token';
  const given = request.headers[name];
  if (given === undefined) return refuse(`The request has no \`${name}\`: set the secret at ${sender} as well.`, 401);
  const right = sender === 'github' ? secrets.map(secret => `sha256=${hmacHex(secret, request.raw)}`) : secrets;
  return isOneOf(given, right) ? undefined : refuse(`\`${name}\` does not fit a configured secret.`, 403);
}
