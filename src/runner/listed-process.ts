/** A process that lives, as the system lists it. */
export interface ListedProcess {
  readonly pid: number;
  readonly group: number;
  readonly session: number;
  readonly command: string;
  /** Comparable within one boot; undefined where only `ps` tells. */
  readonly ticks?: number;
}
