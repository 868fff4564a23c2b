import {execFile} from 'node:child_process';

/** A silence as amtool prints it. */
export interface PrintedSilence {
  readonly id: string;
  readonly comment: string;
  readonly createdBy: string;
  readonly startsAt: string;
  readonly endsAt: string;
  readonly matchers: readonly unknown[];
  readonly status: {readonly state: string};
}

/** The silences in force, as amtool sees them. */
export async function activeSilences(url: string): Promise<readonly PrintedSilence[]> {
  return JSON.parse(await amtool(url, 'silence', 'query', '-o', 'json')) as PrintedSilence[];
}

export async function expiredSilences(url: string): Promise<readonly PrintedSilence[]> {
  return JSON.parse(await amtool(url, 'silence', 'query', '--expired', '-o', 'json')) as PrintedSilence[];
}

/** What amtool prints on stdout. */
export function amtool(url: string, ...argv: readonly string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    execFile('amtool', [`--alertmanager.url=${url}`, ...argv], (error, stdout) => {
      if (error === null) resolve(stdout);
      else reject(error);
    });
  });
}
