import {createServer, connect as dial, type Server, type Socket} from 'node:net';
import {setTimeout as sleep} from 'node:timers/promises';

/** What happens to bytes on their way. */
export type Weather =
  | {readonly kind: 'fair'}
  /** Each byte arrives so many ms late. */
  | {readonly kind: 'delay'; readonly ms: number}
  /** So many bytes a second. */
  | {readonly kind: 'slow'; readonly rate: number}
  /** Both ends keep a connection over which nothing comes any more, not even its end. */
  | {readonly kind: 'half-open'}
  /** One of so many pieces has a byte that is never part of UTF-8; on the way to the client, or both ways. */
  | {readonly kind: 'corrupt'; readonly oneIn: number; readonly bothWays?: boolean}
  /** Who connects is cut at once. */
  | {readonly kind: 'refuse'};

export interface FaultProxy {
  /** Where it listens on loopback. */
  readonly port: number;
  /** How many connections are open. */
  readonly connections: number;
  /** Pieces that were damaged so far. */
  readonly damaged: number;
  /** The port to which new connections go. */
  target: number;
  /** From now on, also for what is open. */
  weather: Weather;
  /** Resets everything that is open. */
  cut(): void;
  close(): Promise<void>;
}

export const FAIR: Weather = {kind: 'fair'};

/** A TCP proxy on loopback that does to a line what bad networks do, and changes its mind at run time. */
export async function faultProxy(target: number, random: () => number = Math.random): Promise<FaultProxy> {
  const open = new Set<Connection>();
  const server = createServer({allowHalfOpen: true}, client => {
    if (weather.kind === 'refuse') {
      client.resetAndDestroy();
      return;
    }
    const one = connection(client, {target: proxy.target, sky, onEnd: ended => open.delete(ended)});
    open.add(one);
    if (weather.kind === 'half-open') one.lose();
  });
  let damaged = 0;
  let weather: Weather = FAIR;
  const sky: Sky = {
    now: () => weather,
    random,
    onDamage: () => {
      damaged += 1;
    },
  };
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const proxy: FaultProxy = {
    port: portOf(server),
    get connections() {
      return open.size;
    },
    get damaged() {
      return damaged;
    },
    target,
    get weather() {
      return weather;
    },
    set weather(next) {
      weather = next;
      if (next.kind === 'half-open') for (const one of open) one.lose();
    },
    cut() {
      for (const one of [...open]) one.cut();
    },
    async close() {
      const closed = new Promise<void>(resolve => server.close(() => resolve()));
      proxy.cut();
      await closed;
    },
  };
  return proxy;
}

interface Sky {
  readonly now: () => Weather;
  readonly random: () => number;
  readonly onDamage: () => void;
}

interface Connection {
  cut(): void;
  /** From now on it leads nowhere, whatever the weather. */
  lose(): void;
}

interface ConnectionParts {
  readonly target: number;
  readonly sky: Sky;
  readonly onEnd: (ended: Connection) => void;
}

function connection(client: Socket, {target, sky, onEnd}: ConnectionParts): Connection {
  const server = dial({port: target, host: '127.0.0.1', allowHalfOpen: true});
  let lost = false;
  let isCut = false;
  const isLost = () => lost;
  const cut = () => {
    if (isCut) return;
    isCut = true;
    for (const socket of [client, server]) socket.resetAndDestroy();
    onEnd(self);
  };
  const self: Connection = {
    cut,
    lose() {
      lost = true;
    },
  };
  const gone = () => {
    if (!lost) cut();
    else if (client.destroyed && server.destroyed) onEnd(self);
  };
  for (const socket of [client, server]) {
    socket.setNoDelay(true);
    socket.on('error', gone);
    socket.on('close', gone);
  }
  pass(client, server, {sky, isLost, isUp: true});
  pass(server, client, {sky, isLost, isUp: false});
  return self;
}

interface Way {
  readonly sky: Sky;
  readonly isLost: () => boolean;
  /** From the client to the server. */
  readonly isUp: boolean;
}

/** What waits on the way at most, bytes, before its sender has to wait. */
const FULL = 64 * 1024;

function pass(from: Socket, to: Socket, way: Way): void {
  let waiting = 0;
  let last = Promise.resolve();
  const follow = (step: () => Promise<void>) => {
    last = last.then(step);
  };
  from.on('data', chunk => {
    const dueAt = performance.now() + delayOf(way.sky.now());
    waiting += chunk.length;
    if (waiting >= FULL) from.pause();
    follow(async () => {
      await sleepUntil(dueAt);
      await write(to, harmed(chunk, way), way);
      waiting -= chunk.length;
      if (waiting < FULL) from.resume();
    });
  });
  from.on('end', () =>
    follow(async () => {
      if (way.isLost()) from.destroy();
      else to.end();
    }),
  );
}

function delayOf(weather: Weather): number {
  return weather.kind === 'delay' ? weather.ms : 0;
}

async function sleepUntil(at: number): Promise<void> {
  const ms = at - performance.now();
  if (ms > 0) await sleep(ms);
}

function harmed(chunk: Buffer, {sky, isUp}: Way): Buffer {
  const weather = sky.now();
  if (weather.kind !== 'corrupt' || (isUp && weather.bothWays !== true)) return chunk;
  if (sky.random() * weather.oneIn >= 1) return chunk;
  const broken = Buffer.from(chunk);
  broken[Math.floor(sky.random() * broken.length)] = 0xff;
  sky.onDamage();
  return broken;
}

/** Ten pieces a second where the weather is slow. */
async function write(to: Socket, chunk: Buffer, {sky, isLost}: Way): Promise<void> {
  let rest = chunk;
  while (rest.length > 0 && !to.destroyed && !isLost()) {
    const weather = sky.now();
    const piece = weather.kind === 'slow' ? rest.subarray(0, Math.max(1, Math.floor(weather.rate / 10))) : rest;
    rest = rest.subarray(piece.length);
    if (!to.write(piece)) await drained(to);
    if (rest.length > 0) await sleep(100);
  }
}

function drained(socket: Socket): Promise<void> {
  return new Promise(resolve => {
    const done = () => {
      socket.off('drain', done);
      socket.off('close', done);
      resolve();
    };
    socket.on('drain', done);
    socket.on('close', done);
    if (socket.destroyed || !socket.writableNeedDrain) done();
  });
}

function portOf(server: Server): number {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the proxy has no port');
  return address.port;
}
