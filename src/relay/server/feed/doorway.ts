import type {IncomingMessage} from 'node:http';
import type {Duplex} from 'node:stream';
import {WebSocketServer} from 'ws';
import {refusal, sendOnSocket} from '../http/answer.js';
import type {RelayMetrics} from '../metrics.js';
import type {RelayLimits} from '../options.js';
import {type AdmitParts, admit} from './admit.js';
import type {Feed} from './feed.js';

export interface DoorwayParts extends AdmitParts {
  readonly feed: Feed;
  readonly limits: RelayLimits;
  readonly metrics: RelayMetrics;
}

/** How long the other side may take to agree that a connection is closed. */
const FAREWELL = 1_000;

/** Takes requests to upgrade: lets them in to the feed, or says why not. */
export function doorway(parts: DoorwayParts): (request: IncomingMessage, transport: Duplex, head: Buffer) => void {
  const options = {
    noServer: true,
    clientTracking: false,
    perMessageDeflate: false,
    maxPayload: parts.limits.message,
    closeTimeout: FAREWELL,
  };
  const sockets = new WebSocketServer(options);
  const turnAway = (transport: Duplex, answer: ReturnType<typeof refusal>) => {
    parts.metrics.turnedAway.inc({status: String(answer.status)});
    sendOnSocket(transport, answer);
  };
  sockets.on('wsClientError', (error, transport) =>
    turnAway(transport, refusal(400, {error: `${error.message}.`, hint: 'Connect with a WebSocket client.'})),
  );
  return (request, transport, head) => {
    const admission = admit(request, parts);
    if (!admission.ok) {
      turnAway(transport, admission.answer);
      return;
    }
    sockets.handleUpgrade(request, transport, head, socket => {
      parts.feed.add({socket, transport, ...(admission.after === undefined ? {} : {after: admission.after})});
    });
  };
}
