import {setTimeout as sleep} from 'node:timers/promises';
import {onTestFinished} from 'vitest';
import {TOKEN} from '../relay.js';

/** Senders that go on until they are stopped, each of them one hook after the other. */
export interface Load {
  /** How many hooks were accepted. */
  readonly accepted: number;
  /** What each sender was told is recorded, in its order. */
  readonly lanes: readonly (readonly string[])[];
  /** Tries that were not answered with 2xx. */
  readonly failures: number;
  /** Resolves when each sender knows what became of its last hook. */
  stop(): Promise<void>;
}

const PATIENCE = 2_000;
const PAUSE = 10;

/**
 * Sends changes and alerts in turns, as the senders of hooks do: what is not accepted is sent again until it is, to the
 * next of the relays.
 */
export function hookLoad(ports: readonly number[], lanes = 3): Load {
  let isOver = false;
  let failures = 0;
  const names = Array.from({length: lanes}, (): string[] => []);
  const insist = async (lane: number, name: string) => {
    for (let turn = lane; !(await posted(ports[turn % ports.length] ?? 0, name)); turn += 1) {
      failures += 1;
      await sleep(PAUSE * 5);
    }
    names[lane]?.push(name);
  };
  const running = names.map(async (_, lane) => {
    for (let count = 1; !isOver; count += 1) {
      await insist(lane, `${lane}-${count}`);
      await sleep(PAUSE);
    }
  });
  const stop = async () => {
    isOver = true;
    await Promise.all(running);
  };
  onTestFinished(() => {
    isOver = true;
  });
  return {
    get accepted() {
      return names.reduce((sum, lane) => sum + lane.length, 0);
    },
    get failures() {
      return failures;
    },
    lanes: names,
    stop,
  };
}

/** Whether it was accepted: every other one of a sender is an alert. */
async function posted(port: number, name: string): Promise<boolean> {
  const [path, body] = isAlert(name)
    ? ['alertmanager?source=far', webhook(name)]
    : ['change', {id: name, text: `change ${name}`}];
  try {
    const answer = await fetch(`http://127.0.0.1:${port}/v1/hooks/${path}`, {
      method: 'POST',
      headers: {'content-type': 'application/json', authorization: `Bearer ${TOKEN}`, connection: 'close'},
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(PATIENCE),
    });
    await answer.arrayBuffer();
    return answer.ok;
  } catch {
    return false;
  }
}

export function isAlert(name: string): boolean {
  return Number(name.split('-')[1]) % 2 === 0;
}

function webhook(name: string): object {
  return {
    version: '4',
    groupKey: `{}:{name="${name}"}`,
    status: 'firing',
    receiver: 'relay',
    alerts: [
      {
        status: 'firing',
        labels: {alertname: 'Load', name, severity: 'warning'},
        annotations: {},
        startsAt: '2026-11-20T03:00:00Z',
        endsAt: '0001-01-01T00:00:00Z',
        fingerprint: Buffer.from(name.padStart(8, '.')).toString('hex').slice(-16),
      },
    ],
  };
}
