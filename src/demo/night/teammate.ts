import type {Clock} from '../../core/ports.js';
import {utcString} from '../../core/time/clock-text.js';
import type {NightEvent} from './event.js';

type SilenceEvent = Extract<NightEvent, {kind: 'silence'}>;

/** Somebody with another tool: asks the API for what karma would ask it, one request after the other. */
export interface Teammate {
  silence(event: SilenceEvent): Promise<void>;
  expire(name: string): Promise<void>;
}

/** `url` is the Alertmanager's. Rejects when a request fails: the night's own servers do not. */
export function teammate(url: string, clock: Clock): Teammate {
  const made = new Map<string, string>();
  return {
    async silence({name, by, matchers, comment, duration}) {
      const now = clock.now();
      const body = JSON.stringify({
        matchers,
        startsAt: new Date(now).toISOString(),
        endsAt: new Date(now + duration).toISOString(),
        createdBy: by,
        comment: comment.replace('%NOW%', utcString(now)),
      });
      const answer = await ask(`${url}/api/v2/silences`, {method: 'POST', body});
      made.set(name, (JSON.parse(answer) as {readonly silenceID: string}).silenceID);
    },
    async expire(name) {
      const id = made.get(name);
      if (id !== undefined) await ask(`${url}/api/v2/silence/${id}`, {method: 'DELETE'});
    },
  };
}

async function ask(url: string, request: RequestInit): Promise<string> {
  const response = await fetch(url, {...request, headers: {'content-type': 'application/json'}});
  const text = await response.text();
  if (!response.ok) throw new Error(`${request.method} ${url} gave ${response.status}: ${text}`);
  return text;
}
