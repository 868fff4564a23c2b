import type {Dispatcher} from 'undici';

export interface HttpRequest {
  /** Scheme, host and port. */
  readonly origin: string;
  /** With the query. */
  readonly path: string;
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE' | 'OPTIONS';
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
}

export interface HttpBounds {
  /** The whole exchange must be over after this many ms. */
  readonly deadline: number;
  /** Largest body accepted, in bytes. */
  readonly cap: number;
  readonly signal: AbortSignal;
}

export interface HttpResponse {
  readonly status: number;
  readonly text: string;
  /** Empty where the answer has none of that name, which is lower case. */
  header(name: string): string;
}

/** The deadline passed before there was a whole answer. */
export class LateError extends Error {
  override name = 'LateError' as const;
}

/** The answer is longer than what is accepted. */
export class TooLargeError extends Error {
  override name = 'TooLargeError' as const;
}

/** One request and its whole answer. Rejects with the signal's reason, {@link LateError}, {@link TooLargeError} or undici's own errors. */
export function httpExchange(dispatcher: Dispatcher, request: HttpRequest, bounds: HttpBounds): Promise<HttpResponse> {
  return withDeadline(bounds, async signal => {
    const response = await dispatcher.request({
      ...request,
      signal,
      headersTimeout: bounds.deadline + 1_000,
      bodyTimeout: bounds.deadline + 1_000,
    });
    const header = (name: string) => first(response.headers[name]);
    return {status: response.statusCode, header, text: await bodyText(response.body, bounds.cap)};
  });
}

/** undici's own timers are coarse and start anew with each chunk; this one ends the exchange as a whole. */
async function withDeadline<T>(
  {deadline, signal}: Pick<HttpBounds, 'deadline' | 'signal'>,
  run: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const stop = new AbortController();
  let late = false;
  const timer = setTimeout(() => {
    late = true;
    stop.abort();
  }, deadline);
  const leave = () => stop.abort();
  signal.addEventListener('abort', leave, {once: true});
  try {
    signal.throwIfAborted();
    return await run(stop.signal);
  } catch (error) {
    signal.throwIfAborted();
    throw late ? new LateError('The deadline passed.', {cause: error}) : error;
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', leave);
  }
}

async function bodyText(body: Dispatcher.ResponseData['body'], cap: number): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of body as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > cap) throw new TooLargeError('The answer is too large.');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks, size).toString('utf8');
}

function first(value: string | string[] | undefined): string {
  return (Array.isArray(value) ? value[0] : value) ?? '';
}
