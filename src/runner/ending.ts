import {constants} from 'node:os';

/** How a statement ended, as the leader of its group tells it. */
export type Ending =
  | {readonly how: 'exit'; readonly code: number}
  | {readonly how: 'signal'; readonly signal: string}
  | {readonly how: 'refused'};

/** Reads `exit 3`; undefined for a line that is not whole yet. */
export function readEnding(status: string): Ending | undefined {
  const [, how, number] = /^(exit|signal|refused) (\d+)\n/.exec(status) ?? [];
  if (how === 'refused') return {how};
  if (how === 'signal') return {how, signal: signalName(Number(number) - 128)};
  return how === 'exit' ? {how, code: Number(number)} : undefined;
}

/** Codes over 128 are how a shell says that a signal ended what it ran. */
export function signalOfCode(code: number): string | undefined {
  return code > 128 && code < 128 + 65 ? signalName(code - 128) : undefined;
}

function signalName(number: number): string {
  const known = Object.entries(constants.signals).find(([, value]) => value === number);
  return known?.[0] ?? `signal ${number}`;
}
