import {createServer, type ServerResponse} from 'node:http';
import type {AddressInfo} from 'node:net';
import {expressionOf} from '../../core/alert/link-template.js';
import type {StoredAlert} from './alert-store.js';
import {curveOf} from './curve.js';

/** As much of a Prometheus as draws the curve behind an alert, on loopback. */
export interface CurveServer {
  readonly url: string;
  close(): Promise<void>;
}

const PATH = '/api/v1/query_range';

/** Answers range queries for the expressions of what fires; anything else has no series. */
export async function curveServer(firing: () => readonly StoredAlert[]): Promise<CurveServer> {
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://demo.invalid');
    if (request.method === 'GET' && url.pathname === PATH) send(response, 200, answerTo(url.searchParams, firing()));
    else
      send(response, 404, {status: 'error', errorType: 'not_found', error: 'the demo draws curves and nothing else'});
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => resolve());
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise(resolve => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function answerTo(asked: URLSearchParams, firing: readonly StoredAlert[]): unknown {
  const query = asked.get('query') ?? '';
  const seconds = (name: string) => Number(asked.get(name)) * 1000;
  const span = {from: seconds('start'), to: seconds('end'), step: Math.max(1000, seconds('step'))};
  const found = firing.find(({generatorURL}) => isMeasuredBy(expressionOf(generatorURL), query));
  const values =
    found === undefined
      ? []
      : curveOf({expr: expressionOf(found.generatorURL) ?? '', startsAt: found.startsAt}, span).map(([at, value]) => [
          at / 1000,
          String(value),
        ]);
  return {status: 'success', data: {resultType: 'matrix', result: values.length === 0 ? [] : [{metric: {}, values}]}};
}

/** What is asked for is the measured side of the rule, or all of it. */
function isMeasuredBy(expr: string | undefined, query: string): boolean {
  return expr !== undefined && query !== '' && (expr === query || expr.startsWith(`${query} `));
}

function send(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, {'content-type': 'application/json'}).end(`${JSON.stringify(body)}\n`);
}
