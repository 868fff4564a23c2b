import {createInterface} from 'node:readline/promises';

/** Asks on the terminal, so that stdout stays data; false for anything but yes. */
export async function confirm(question: string, signal: AbortSignal): Promise<boolean> {
  const lines = createInterface({input: process.stdin, output: process.stderr});
  try {
    return /^y(es)?$/i.test((await lines.question(`${question} [y/N] `, {signal})).trim());
  } catch {
    return false;
  } finally {
    lines.close();
  }
}
