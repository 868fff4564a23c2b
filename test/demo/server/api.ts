import type {ServerConfig} from '../../../src/demo/server/config.js';

export interface Answer {
  readonly status: number;
  readonly type: string | null;
  readonly headers: Headers;
  readonly body: unknown;
}

/** Groups by name, nothing held back. */
export const PLAIN_CONFIG: ServerConfig = {
  route: {receiver: 'nobody', groupBy: ['alertname'], matchers: [], routes: []},
  inhibitRules: [],
  receivers: ['nobody'],
  timeIntervals: [],
};

/** Asks a server's API v2; bodies are parsed where they are JSON. */
export function api(url: string) {
  const send = async (method: string, path: string, init: RequestInit = {}): Promise<Answer> => {
    const response = await fetch(`${url}/api/v2${path}`, {method, ...init});
    const text = await response.text();
    const {status, headers} = response;
    return {status, headers, type: headers.get('content-type'), body: parsed(text)};
  };
  return {
    send,
    get: (path: string) => send('GET', path),
    delete: (path: string) => send('DELETE', path),
    post: (path: string, body: unknown) =>
      send('POST', path, {
        headers: {'content-type': 'application/json'},
        body: typeof body === 'string' ? body : JSON.stringify(body),
      }),
  };
}

export function silence({matchers, from, to}: {matchers: Record<string, string>; from: number; to: number}) {
  return {
    matchers: Object.entries(matchers).map(([name, value]) => ({name, value, isRegex: false, isEqual: true})),
    startsAt: new Date(from).toISOString(),
    endsAt: new Date(to).toISOString(),
    createdBy: 'ana',
    comment: 'for a test',
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
