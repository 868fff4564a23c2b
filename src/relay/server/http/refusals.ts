import {type Answer, refusal} from './answer.js';

export function notFound(): Answer {
  return refusal(404, {
    error: 'There is nothing at this path.',
    hint: 'Hooks are at /v1/hooks/NAME, the feed is at /v1/feed.',
  });
}

export function noToken(): Answer {
  return refusal(
    401,
    {error: 'The token of the relay is missing or wrong.', hint: 'Send it as `Authorization: Bearer TOKEN`.'},
    {'www-authenticate': 'Bearer realm="watchkeeper relay"'},
  );
}

export function badOrigin(): Answer {
  return refusal(403, {
    error: 'Pages of this origin may not speak to the relay.',
    hint: 'Let it in where the relay is configured, or send no Origin.',
  });
}

export function tooLong(limit: number): Answer {
  return refusal(413, {error: `The body is longer than ${limit} bytes.`, hint: 'Send less at once.'});
}

/** 503 and never 429, which some senders take for a reason to give up. */
export function sendAgain(error: string): Answer {
  return refusal(503, {error, hint: 'Try again in a moment.'}, {'retry-after': '2'});
}
