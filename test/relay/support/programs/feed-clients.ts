import {WebSocket} from 'ws';

/** What many clients of one process were told, as they tell it when they are asked. */
export interface Received {
  /** Entries, over all clients. */
  readonly entries: number;
  /** Entries that did not follow the one before at the same client. */
  readonly outOfOrder: number;
  /** The number each client came to, the lowest of them. */
  readonly lowest: number;
  /** How often a client was cut and came back, over all of them. */
  readonly returns: number;
  /** How often one that came back was told to begin anew, over all of them. */
  readonly resyncs: number;
  /** Ms from when a message was made to when a client had it, sorted. */
  readonly latencies: readonly number[];
}

interface Told {
  readonly type: string;
  readonly id?: string;
  readonly epoch?: string;
  readonly annotations?: {readonly sentAt?: string};
}

/** Who is cut comes back where `whenCut` says so; else the process ends. */
const [url = '', count = '1', whenCut = 'end'] = process.argv.slice(2);
const latencies: number[] = [];
const last: number[] = [];
let outOfOrder = 0;
let returns = 0;
let resyncs = 0;
const COME_BACK = 100;

const clients = Array.from({length: Number(count)}, (_, index) => connected(index, url));
process.on('message', message => {
  if (message === 'report') process.send?.(report());
});
await Promise.all(clients);
process.send?.('ready');

/** Resolves when it has its snapshot. */
function connected(index: number, at: string): Promise<void> {
  const socket = new WebSocket(at, {perMessageDeflate: false});
  let epoch = '';
  return new Promise((resolve, reject) => {
    socket.on('error', whenCut === 'return' ? () => undefined : reject);
    socket.on('close', () => {
      if (whenCut !== 'return') process.exit(1);
      returns += 1;
      setTimeout(() => void connected(index, `${url}?after=${epoch}:${last[index]}`), COME_BACK);
    });
    socket.on('message', data => {
      const told = JSON.parse(data.toString()) as Told;
      epoch = told.epoch ?? epoch;
      if (told.type === 'resync' && at !== url) resyncs += 1;
      const seq = Number(told.id?.split(':')[1]);
      if (told.type === 'alert') heard(index, seq, told);
      if (told.type !== 'snapshot') return;
      last[index] = seq;
      resolve();
    });
  });
}

function heard(index: number, seq: number, {annotations}: Told): void {
  latencies.push(now() - Number(annotations?.sentAt));
  if (seq !== (last[index] ?? Number.NaN) + 1) outOfOrder += 1;
  last[index] = seq;
}

function report(): Received {
  return {
    entries: latencies.length,
    outOfOrder,
    lowest: Math.min(...last),
    returns,
    resyncs,
    latencies: [...Float64Array.from(latencies).sort()],
  };
}

/** Ms of a clock that all processes of this machine share. */
function now(): number {
  return Number(process.hrtime.bigint()) / 1e6;
}
