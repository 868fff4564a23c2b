/** What both ends of a terminal, and the process, have in common. */
export type Emitter = Pick<NodeJS.EventEmitter, 'on' | 'off'>;

/** What we need of `process.stdout`. */
export interface TerminalOutput extends Emitter {
  readonly columns?: number;
  readonly rows?: number;
  readonly fd?: number;
  write(data: string, done?: (error?: Error | null) => void): boolean;
}

/** What we need of `process.stdin`. */
export interface TerminalInput extends Emitter {
  setRawMode?(on: boolean): unknown;
  pause(): unknown;
  resume(): unknown;
  ref?(): unknown;
  unref?(): unknown;
}

/**
 * Makes writes to a terminal wait in the background (false) or in the caller (true). Node has no public way; without it
 * a stalled link would stop every timer and socket of the process.
 */
export function setBlocking(out: TerminalOutput, blocking: boolean): void {
  const {_handle} = out as {readonly _handle?: {setBlocking?(on: boolean): unknown}};
  _handle?.setBlocking?.(blocking);
}

export function sizeOf(out: TerminalOutput): {readonly columns: number; readonly rows: number} {
  return {columns: out.columns || 80, rows: out.rows || 24};
}
