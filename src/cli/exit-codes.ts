/** What a command ends with; part of the contract with scripts. */
export const EXIT = {
  done: 0,
  failed: 1,
  /** Usage or configuration. */
  usage: 2,
  unreachable: 3,
  notAllowed: 4,
  notFound: 5,
  /** The state has changed, or nothing may be changed. */
  refused: 6,
  bug: 70,
  /** `ctrl-c`, as shells number it. */
  stopped: 130,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];
