import {type DoorRefusal, type DoorRequest, decodeObject, OPEN_COMMANDS, PROTOCOL, type Want} from './protocol.js';

/** What the holder is, for the requests that do not fit it. */
export interface Doorkeeper {
  /** This program's version, for the sentences. */
  readonly version: string;
  /** Fingerprint of the configuration that the holder runs with. */
  readonly config?: string;
}

export type ReadRequest =
  | {readonly ok: true; readonly request: DoorRequest}
  | {readonly ok: false; readonly id: string; readonly error: DoorRefusal};

const WANTS: readonly Want[] = ['live', 'runs'];
const OPEN: ReadonlySet<string> = new Set(OPEN_COMMANDS);

/** Checks a line of somebody who may run another version or configuration of the program. */
export function readRequest(line: Buffer, keeper: Doorkeeper): ReadRequest {
  const value = decodeObject(line);
  const id = typeof value?.id === 'string' ? value.id : '';
  if (value === undefined || typeof value.v !== 'number')
    return refuse(id, {code: 'invalid', message: 'that was no request', hint: 'Use the `wk` command.'});
  if (value.v > PROTOCOL) {
    return refuse(id, {
      code: 'newer',
      message: `the watchkeeper that holds the journal is older (${keeper.version}) than this one`,
      hint: 'End it and start it again with the newer program.',
    });
  }
  if (typeof value.config === 'string' && keeper.config !== undefined && value.config !== keeper.config) {
    return refuse(id, {
      code: 'other-config',
      message: 'the watchkeeper that holds the journal runs with another configuration',
      hint: 'Leave --alertmanager and --config out to use its own, or use a state folder of your own (XDG_STATE_HOME).',
    });
  }
  if (typeof value.readBy === 'number' && Date.now() > value.readBy) {
    return refuse(id, {
      code: 'late',
      message: 'the watchkeeper that holds the journal came to this too late, and did nothing of it',
      hint: 'Try again: it is busy, or was stopped for a moment.',
    });
  }
  return readBody(id, value);
}

function readBody(id: string, value: Readonly<Record<string, unknown>>): ReadRequest {
  const {v, command, watch, by, cwd, config, wait} = value;
  if (typeof by !== 'string' || typeof cwd !== 'string')
    return refuse(id, {code: 'invalid', message: 'the request does not say who asks', hint: 'Use the `wk` command.'});
  const asked = {
    v: Number(v),
    id,
    by,
    cwd,
    ...(typeof config === 'string' ? {config} : {}),
    ...(typeof wait === 'number' && wait > 0 ? {wait} : {}),
  };
  if (watch === true) return {ok: true, request: {...asked, watch: true, ...followerIn(value)}};
  if (!isCommand(command)) {
    return refuse(id, {
      code: 'unsupported',
      message: 'the watchkeeper that holds the journal does not know this command',
      hint: 'Use the same version of watchkeeper on both sides.',
    });
  }
  return {ok: true, request: {...asked, command}};
}

function followerIn({brief, wants}: Readonly<Record<string, unknown>>): Pick<DoorRequest, 'brief' | 'wants'> {
  const known = Array.isArray(wants) ? WANTS.filter(want => wants.includes(want)) : [];
  return {...(brief === true ? {brief} : {}), ...(known.length === 0 ? {} : {wants: known})};
}

function isCommand(value: unknown): value is NonNullable<DoorRequest['command']> {
  if (typeof value !== 'object' || value === null || !('type' in value) || typeof value.type !== 'string') return false;
  return OPEN.has(value.type) || value.type.startsWith('query.');
}

function refuse(id: string, error: DoorRefusal): ReadRequest {
  return {ok: false, id, error};
}
