import {WebSocket} from 'ws';

/** What many clients of one process were told, as they tell it when they are asked. */
export interface Received {
  /** Entries, over all clients. */
  readonly entries: number;
  /** Entries that did not follow the one before at the same client. */
  readonly outOfOrder: number;
  /** The number each client came to, the lowest of them. */
  readonly lowest: number;
  /** Ms from when a message was made to when a client had it, sorted. */
  readonly latencies: readonly number[];
}

interface Told {
  readonly type: string;
  readonly id?: string;
  readonly annotations?: {readonly sentAt?: string};
}

const [url = '', count = '1'] = process.argv.slice(2);
const latencies: number[] = [];
const last: number[] = [];
let outOfOrder = 0;

const clients = Array.from({length: Number(count)}, (_, index) => connected(index));
process.on('message', message => {
  if (message === 'report') process.send?.(report());
});
await Promise.all(clients);
process.send?.('ready');

/** Resolves when it has its snapshot. */
function connected(index: number): Promise<void> {
  const socket = new WebSocket(url, {perMessageDeflate: false});
  return new Promise((resolve, reject) => {
    socket.on('error', reject);
    socket.on('close', () => process.exit(1));
    socket.on('message', data => {
      const told = JSON.parse(data.toString()) as Told;
      const seq = Number(told.id?.split(':')[1]);
      if (told.type === 'snapshot') {
        last[index] = seq;
        resolve();
      }
      if (told.type !== 'alert') return;
      latencies.push(now() - Number(told.annotations?.sentAt));
      if (seq !== (last[index] ?? Number.NaN) + 1) outOfOrder += 1;
      last[index] = seq;
    });
  });
}

function report(): Received {
  return {
    entries: latencies.length,
    outOfOrder,
    lowest: Math.min(...last),
    latencies: [...Float64Array.from(latencies).sort()],
  };
}

/** Ms of a clock that all processes of this machine share. */
function now(): number {
  return Number(process.hrtime.bigint()) / 1e6;
}
