import type {IncomingMessage} from 'node:http';
import {type FeedId, parseFeedId} from '../../../core/feed/feed-id.js';
import {FEED_PROTOCOL} from '../../../core/feed/message.js';
import type {Access} from '../access.js';
import {type Answer, refusal} from '../http/answer.js';
import {badOrigin, noToken, notFound, sendAgain} from '../http/refusals.js';
import {askedBy} from '../http/serve.js';

export type Admission =
  | {readonly ok: true; readonly after: FeedId | undefined}
  | {readonly ok: false; readonly answer: Answer};

export interface AdmitParts {
  readonly access: Access;
  /** Why nobody else is let in now. */
  full(): string | undefined;
}

/** Whether a request to upgrade may become a connection of the feed. Browsers can send one to loopback from any page. */
export function admit(request: IncomingMessage, {access, full}: AdmitParts): Admission {
  const {path, query} = askedBy(request);
  if (path !== '/v1/feed') return no(notFound());
  if (!access.hasToken(request.headers)) return no(noToken());
  if (!access.hasGoodOrigin(request.headers)) return no(badOrigin());
  if (query.v !== undefined && query.v !== String(FEED_PROTOCOL)) return no(otherProtocol());
  const after = query.after === undefined ? undefined : parseFeedId(query.after);
  if (query.after !== undefined && after === undefined) return no(noId());
  const why = full();
  if (why !== undefined) return no(sendAgain(why));
  return {ok: true, after};
}

function no(answer: Answer): Admission {
  return {ok: false, answer};
}

function otherProtocol(): Answer {
  return refusal(400, {
    error: `This relay speaks version ${FEED_PROTOCOL} of the feed's protocol.`,
    hint: 'Bring the older end of the two to the version of the other.',
  });
}

function noId(): Answer {
  return refusal(400, {
    error: 'What comes in `after` is no place in the stream.',
    hint: 'Send the last id as EPOCH:NUMBER, or leave it out to begin anew.',
  });
}
