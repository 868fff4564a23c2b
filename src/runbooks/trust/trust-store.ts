import {createHash} from 'node:crypto';
import {join} from 'node:path';
import * as v from 'valibot';
import type {Trust} from '../../core/runbook/desk.js';
import {writeFileAtomic} from '../../lib/node/atomic-file.js';
import {privateFolder, readIfThere, removeIfThere} from '../../lib/node/files.js';
import {lineDiff} from './line-diff.js';

/** What a file holds. */
export interface FileContent {
  readonly text: string;
  /** Of its bytes, which say more than the text. */
  readonly hash: string;
}

/** Which texts of which files somebody here has looked at and trusts. */
export interface TrustStore {
  /** `file` is absolute, `content` is what it holds now. */
  of(file: string, content: FileContent): Promise<Trust>;
  /** Trusts this content, in this file, from `now` (Unix ms) on. */
  trust(file: string, content: FileContent, now: number): Promise<void>;
  /** Takes it back; a file that was never trusted stays so. */
  distrust(file: string): Promise<void>;
}

const record = v.object({
  file: v.string(),
  hash: v.string(),
  since: v.number(),
  text: v.string(),
});

/**
 * Trust kept in `folder`, one file of mode 0600 for each runbook: the text is bound to the path, so that a trusted text
 * is new again under another name. A record that was damaged or changed by hand counts as none.
 */
export function trustStore(folder: string): TrustStore {
  return {
    async of(file, {text, hash}) {
      const known = await recordOf(folder, file);
      if (known === undefined) return {state: 'new'};
      if (known.hash === hash) return {state: 'trusted', since: known.since};
      return {state: 'changed', since: known.since, diff: differences(known.text, text)};
    },
    async trust(file, {text, hash}, now) {
      await privateFolder(folder);
      const content = JSON.stringify({file, hash, since: now, text});
      await writeFileAtomic(pathOf(folder, file), `${content}\n`, {mode: 0o600});
    },
    distrust: file => removeIfThere(pathOf(folder, file)),
  };
}

/** Equal lines do not make equal files: a line end that was changed is said as well. */
function differences(before: string, now: string): readonly string[] {
  const diff = lineDiff(before, now);
  return diff.length > 0 ? diff : ['@@ only line ends or bytes that are no text have changed @@'];
}

async function recordOf(folder: string, file: string) {
  const bytes = await readIfThere(pathOf(folder, file));
  if (bytes === undefined) return undefined;
  const parsed = v.safeParse(record, parsedJson(bytes.toString('utf8')));
  return parsed.success && parsed.output.file === file ? parsed.output : undefined;
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function pathOf(folder: string, file: string): string {
  return join(folder, `${createHash('sha256').update(file).digest('hex')}.json`);
}
