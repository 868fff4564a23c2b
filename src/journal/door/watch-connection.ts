import type {Socket} from 'node:net';
import {type DoorRequest, encodeLine} from './protocol.js';

/** Somebody who follows along. */
export interface WatchConnection {
  readonly request: DoorRequest;
  /** Sends a JSON value; false when the connection is gone, or is cut now because its reader is too slow. */
  send(value: unknown): boolean;
  close(): void;
  /** Called once, when the connection has ended for whatever reason; at once when it already has. */
  onClose(listener: () => void): void;
}

/** What may lie unread before a slow reader is cut; the first message does not count, it may be a large picture. */
const BACKLOG = 4 * 1024 * 1024;

export function watchConnection(socket: Socket, request: DoorRequest): WatchConnection {
  let first = true;
  let allowance = 0;
  return {
    request,
    send(value) {
      if (socket.destroyed || socket.writableEnded) return false;
      if (socket.writableLength - allowance > BACKLOG) {
        socket.destroy();
        return false;
      }
      const line = encodeLine({id: request.id, message: value});
      if (first) allowance = line.length;
      first = false;
      socket.write(line, () => {
        allowance = 0;
      });
      return true;
    },
    close() {
      socket.end();
    },
    onClose(listener) {
      if (socket.closed) listener();
      else socket.once('close', listener);
    },
  };
}
