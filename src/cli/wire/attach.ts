import type {Config} from '../../config/config.js';
import {toSettings} from '../../config/to-settings.js';
import type {Clock} from '../../core/ports.js';
import type {Refusal} from '../../core/shift/command.js';
import {attachEngine, type HolderLink} from '../../engine/attached-engine.js';
import type {WatchMessage} from '../../engine/wire-format.js';
import {askDoor} from '../../journal/door/ask-door.js';
import {DoorError, isGone} from '../../journal/door/door-error.js';
import type {OpenCommand, Query, Want} from '../../journal/door/protocol.js';
import {watchDoor} from '../../journal/door/watch-door.js';
import {namedBy} from '../named-sources.js';
import {fingerprintOf} from './config-fingerprint.js';
import type {JoinedWatch} from './joined-watch.js';
import {pageWriterOf} from './page-writer.js';
import {warningsFile} from './warnings-file.js';

/** How long a holder may be silent, in ms. */
const SILENCE = 5_000;

interface AttachParts {
  readonly config: Config;
  readonly clock: Clock;
  /** A command, which ends soon. */
  readonly brief?: boolean;
  readonly wants: readonly Want[];
  readonly gone: (reason: string) => void;
}

/** Attaches to the process that holds the journal. Rejects with `DoorError`. */
export async function attach(parts: AttachParts): Promise<JoinedWatch> {
  const {config, clock, gone} = parts;
  const {ui, readOnly} = toSettings(config);
  // A holder that only looks stays so for everybody.
  const own = readOnly ? {ui, readOnly} : {ui};
  const {writePage} = await pageWriterOf(config, warningsFile(config.stateDir, clock));
  const engine = await attachEngine({link: linkTo(parts), clock, operator: config.operator, own, writePage, gone});
  return {engine, role: 'attached', notices: [], leave: () => engine.stop()};
}

function linkTo({config, clock, brief = false, wants}: Omit<AttachParts, 'gone'>): HolderLink {
  const caller = {
    folder: config.stateDir,
    by: config.operator,
    cwd: process.cwd(),
    timeoutMs: SILENCE,
    clock,
    // A caller that names other Alertmanagers than the holder's must not act on the holder's.
    ...(namedBy(config) === undefined ? {} : {config: fingerprintOf(config)}),
  };
  const tell = (query: Query) => void askDoor({...caller, command: query}).catch(() => undefined);
  return {
    ask: async (command, {by, request}) => {
      const named = request === undefined ? {} : {id: request};
      try {
        const answer = await askDoor({...caller, ...named, by, command: command as OpenCommand});
        return answer.ok ? {ok: true, facts: answer.facts} : answer;
      } catch (error) {
        if (!(error instanceof DoorError)) throw error;
        return {ok: false, refusal: refusalOf(error)};
      }
    },
    watch: (onMessage, onClose) => follow({...caller, brief, wants}, onMessage, onClose),
    look: alert => tell({type: 'query.look', alert}),
    wake: source => tell({type: 'query.wake', ...(source === undefined ? {} : {source})}),
  };
}

function refusalOf(error: DoorError): Refusal {
  const {kind, message, hint} = error;
  const unheard = kind === 'silent' || kind === 'lost' ? {unheard: true as const} : {};
  return {code: 'refused', message, hint, ...unheard, ...(isGone(error) ? {gone: true as const} : {})};
}

/** Resolves once the first message has been heard; `onClose` is told when the stream ends afterwards. */
function follow(
  caller: Omit<Parameters<typeof watchDoor>[0], 'signal' | 'onMessage'>,
  onMessage: (message: WatchMessage) => void,
  onClose: (reason: string) => void,
): Promise<{close(): void}> {
  const stop = new AbortController();
  let heard = false;
  return new Promise((resolve, reject) => {
    const close = () => stop.abort();
    const ended = watchDoor({
      ...caller,
      signal: stop.signal,
      onMessage: message => {
        onMessage(message as WatchMessage);
        heard = true;
        resolve({close});
      },
    });
    ended.catch((error: unknown) => {
      reject(error);
      if (heard && !stop.signal.aborted) onClose(error instanceof Error ? error.message : String(error));
    });
  });
}
