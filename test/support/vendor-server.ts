import {createServer, type IncomingMessage, type ServerResponse} from 'node:http';
import type {AddressInfo} from 'node:net';
import {onTestFinished} from 'vitest';

/** A request as it came, read in every way that a vendor reads one. */
export interface VendorRequest {
  readonly method: string;
  /** Without the query. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** Undefined where the body is no JSON. */
  readonly json: unknown;
  /** Empty where the body is no form. */
  readonly form: URLSearchParams;
}

export interface VendorAnswer {
  /** 200 unless said otherwise. */
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly json?: unknown;
  readonly text?: string;
}

/** `hang` never answers; `lose` does what was asked, and cuts the line instead of an answer. */
export type Fault = VendorAnswer | 'hang' | 'lose';

/** As much of a vendor as a target needs. */
export interface Vendor {
  answer(request: VendorRequest): VendorAnswer;
  /** What is wrong with a request by the vendor's specification; then it is not done. */
  problems(request: VendorRequest): readonly string[];
}

export interface VendorServer {
  readonly url: string;
  readonly received: readonly VendorRequest[];
  /** What was wrong with the requests so far. */
  readonly violations: readonly string[];
  /** The next request is answered by this instead, the one after it by the next of these. */
  fail(...faults: readonly Fault[]): void;
  close(): Promise<void>;
}

/** A vendor on loopback that is gone when the test ends. */
export async function vendorServer(vendor: Vendor): Promise<VendorServer> {
  const received: VendorRequest[] = [];
  const violations: string[] = [];
  const faults: Fault[] = [];
  const answer = (request: VendorRequest): Fault => {
    received.push(request);
    const wrong = vendor.problems(request);
    violations.push(...wrong.map(text => `${request.method} ${request.path}: ${text}`));
    const fault = faults.shift();
    if (fault !== undefined && fault !== 'lose') return fault;
    if (wrong.length > 0) return {status: 400, json: {message: wrong.join('; ')}};
    const done = vendor.answer(request);
    return fault ?? done;
  };
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', chunk => chunks.push(chunk));
    request.on('end', () => send(response, answer(readRequest(request, Buffer.concat(chunks).toString()))));
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const close = () =>
    new Promise<void>(resolve => {
      server.closeAllConnections();
      server.close(() => resolve());
    });
  onTestFinished(close);
  const {port} = server.address() as AddressInfo;
  return {url: `http://127.0.0.1:${port}`, received, violations, fail: (...more) => faults.push(...more), close};
}

function readRequest({method = '', url = '', headers}: IncomingMessage, body: string): VendorRequest {
  const {pathname, searchParams} = new URL(url, 'http://vendor');
  const isForm = headers['content-type']?.startsWith('application/x-www-form-urlencoded') === true;
  return {
    method,
    path: pathname,
    query: searchParams,
    headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)])),
    body,
    json: isForm ? undefined : jsonIn(body),
    form: new URLSearchParams(isForm ? body : ''),
  };
}

function jsonIn(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

function send(response: ServerResponse, answer: Fault): void {
  if (answer === 'hang') return;
  if (answer === 'lose') {
    response.destroy();
    return;
  }
  const {status = 200, headers = {}, json, text = ''} = answer;
  const type = json === undefined ? 'text/plain' : 'application/json';
  response.writeHead(status, {'content-type': type, ...headers}).end(json === undefined ? text : JSON.stringify(json));
}
