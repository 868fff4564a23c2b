import {join} from 'node:path';
import {type Files, namesIn} from '../lib/node/files.js';

/** One file of the journal. */
export interface SegmentRef {
  readonly number: number;
  readonly path: string;
}

const NAME = /^(\d{6,})\.jsonl$/;

export function segmentsFolder(folder: string): string {
  return join(folder, 'segments');
}

export function segmentPath(folder: string, number: number): string {
  return join(segmentsFolder(folder), `${String(number).padStart(6, '0')}.jsonl`);
}

/** The journal's files, oldest first. */
export async function listSegments(folder: string, files: Files): Promise<readonly SegmentRef[]> {
  const names = await namesIn(segmentsFolder(folder), files);
  return names
    .flatMap(name => {
      const digits = NAME.exec(name)?.[1];
      return digits === undefined ? [] : [{number: Number(digits), path: join(segmentsFolder(folder), name)}];
    })
    .sort((a, b) => a.number - b.number);
}
