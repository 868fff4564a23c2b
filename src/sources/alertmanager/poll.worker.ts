import {parentPort, workerData} from 'node:worker_threads';
import {heapTidier} from '../../lib/node/heap-tidier.js';
import {systemClock} from '../../lib/node/system-clock.js';
import {createPoller} from './poller.js';
import {messages, type ToWorker} from './wire.js';

const port = parentPort;
if (port === null) throw new Error('this file runs in a worker thread only');

const stop = new AbortController();
const tidy = heapTidier();
// Both threads go by the same time, also where the clock of the machine was set back before this one began.
systemClock.notBefore(workerData.now);
let taken: (() => void) | undefined;
const poller = createPoller(workerData, {
  clock: systemClock,
  async post(report) {
    for (const message of messages(report)) {
      if (stop.signal.aborted) return;
      const next = new Promise<void>(resolve => {
        taken = resolve;
      });
      port.postMessage(message);
      await next;
    }
    tidy();
  },
});

port.on('message', (message: ToWorker) => {
  if (typeof message === 'object') poller.tell(message.tell);
  if (message === 'wake') poller.wake();
  if (message === 'stop') stop.abort();
  if (message === 'next' || message === 'stop') taken?.();
});

// What fails here is an error of the thread, which whoever started it hears.
void poller.run(stop.signal).then(() => port.close());
