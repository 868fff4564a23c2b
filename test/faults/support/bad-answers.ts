import {type Reply, sendJson, sendText} from '../../sources/support/fake-server.js';

/** An answer that is none, and what the operator must read about it. */
export interface BadAnswer {
  readonly name: string;
  readonly reply: Reply;
  /** What `wk` ends with. */
  readonly code: number;
  readonly says: RegExp;
  /** Commands that wait for it as long as amtool does, whatever is configured. */
  readonly patient?: readonly string[];
}

const HOSTILE = '\u001b]0;owned\u0007\u001b[2J\u009b31m';

/** Servers that answer, but not as an Alertmanager does; most of them try to steer the terminal as well. */
export const BAD_ANSWERS: readonly BadAnswer[] = [
  {
    name: 'a web page',
    reply: (_request, response) => sendText(response, `<html>Log in${HOSTILE}</html>`, {type: 'text/html'}),
    code: 3,
    says: /a web page instead of JSON/,
  },
  {
    name: 'no credentials taken',
    reply: (_request, response) => sendText(response, `who are you${HOSTILE}`, {status: 401}),
    code: 4,
    says: /refuses our credentials \(401\): who are you/,
  },
  {
    name: 'not allowed',
    reply: (_request, response) => sendJson(response, {message: `not you${HOSTILE}`}, 403),
    code: 4,
    says: /refuses our credentials \(403\): not you/,
  },
  {
    name: 'an unknown path',
    reply: (_request, response) => sendText(response, '404 page not found', {status: 404}),
    code: 3,
    says: /knows no http:.*\(404\)/,
  },
  {
    name: 'too many at a time',
    reply: (_request, response) =>
      sendText(response, 'Limit of concurrent GET requests reached (8), try again later.\n', {status: 503}),
    code: 3,
    says: /overloaded \(503\): Limit of concurrent GET requests reached/,
  },
  {
    name: 'a failure inside',
    reply: (_request, response) => sendText(response, `boom${HOSTILE}`, {status: 500}),
    code: 3,
    says: /failed \(500\): boom/,
  },
  {
    name: 'a body that stops in the middle',
    reply: (_request, response) => sendText(response, '[{"labels":{"alertname":"X"},"ann', {type: 'application/json'}),
    code: 3,
    says: /cut short or damaged/,
  },
  {
    name: 'a connection that is cut in the middle',
    reply: (_request, response) => {
      response.writeHead(200, {'content-type': 'application/json', 'content-length': '5000'});
      response.write('[{"labels":', () => response.destroy());
    },
    code: 3,
    says: /the connection was cut before the answer was complete/,
  },
  {
    name: 'another API',
    reply: (_request, response) => sendJson(response, {status: 'success', data: []}),
    code: 3,
    says: /JSON of another kind \(an object with status, data\)/,
  },
  {
    name: 'a list of what are no alerts',
    reply: (_request, response) => sendJson(response, [null, 5, {}, {labels: {alertname: 'X'}}]),
    code: 3,
    says: /JSON of another kind \(a list of other things\)/,
  },
  {
    name: 'nothing at all, as JSON',
    reply: (_request, response) => sendJson(response, null),
    code: 3,
    says: /JSON of another kind \(null\)/,
  },
  {
    name: 'nothing',
    reply: (_request, response) => sendText(response, ''),
    code: 3,
    says: /answers with nothing/,
  },
  {
    name: 'another address',
    reply: (_request, response) => void response.writeHead(302, {location: 'http://elsewhere.example/'}).end(),
    code: 3,
    says: /sends us on to http:\/\/elsewhere\.example\/ \(302\)/,
  },
  {
    name: 'silence',
    reply: () => undefined,
    code: 3,
    says: /did not answer within \d+ s/,
    patient: ['alerts'],
  },
];
