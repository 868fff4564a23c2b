import {readFile, stat} from 'node:fs/promises';
import {join} from 'node:path';
import * as v from 'valibot';
import type {KeptSpot, SpotKeeper} from '../../core/runbook/desk.js';
import {writeFileAtomic} from '../../lib/node/atomic-file.js';
import {namesIn, privateFolder, removeIfThere} from '../../lib/node/files.js';

/** What nobody came back to for so long is removed, ms. */
const KEPT_FOR = 30 * 24 * 60 * 60_000;

const text = v.string();
const kept = v.object({
  item: text,
  was: v.optional(v.object({title: text, index: v.number()})),
  at: v.optional(text),
  edits: v.record(text, text),
  lost: v.array(text),
});

interface Place {
  readonly folder: string;
  /** The same text where it holds no secret. */
  redact(text: string): string;
  now(): number;
}

/**
 * Keeps where the operator is in each walk, one file a walk, for nobody else to read. A changed statement that looks as
 * if it held a secret is not written: that it was changed is. Nothing here stands in anybody's way: it never rejects.
 */
export function keptSpots({folder, redact, now}: Place): SpotKeeper {
  const coming = new Map<string, KeptSpot | undefined>();
  let writing: Promise<void> | undefined;
  const work = async () => {
    await tidy(folder, now()).catch(() => undefined);
    for (let [next] = coming; next !== undefined; [next] = coming) {
      const [walk, spot] = next;
      coming.delete(walk);
      await put(fileOf(folder, walk), spot).catch(() => undefined);
    }
  };
  return {
    keep(walk, spot) {
      coming.set(walk, spot === undefined ? undefined : withoutSecrets(spot, redact));
      writing ??= work().finally(() => {
        writing = undefined;
      });
    },
    async find(walk) {
      await writing;
      try {
        return v.parse(kept, JSON.parse(await readFile(fileOf(folder, walk), 'utf8'))) as KeptSpot;
      } catch {
        return undefined;
      }
    },
  };
}

function withoutSecrets({edits, lost, ...spot}: KeptSpot, redact: (text: string) => string): KeptSpot {
  const entries = Object.entries(edits);
  const isPlain = ([, text]: readonly [string, string]) => redact(text) === text;
  const secret = entries.filter(entry => !isPlain(entry)).map(([id]) => id);
  return {...spot, edits: Object.fromEntries(entries.filter(isPlain)), lost: [...new Set([...lost, ...secret])]};
}

async function put(path: string, spot: KeptSpot | undefined): Promise<void> {
  if (spot === undefined) await removeIfThere(path);
  else await writeFileAtomic(path, JSON.stringify(spot));
}

async function tidy(folder: string, now: number): Promise<void> {
  await privateFolder(folder);
  for (const name of await namesIn(folder)) {
    const path = join(folder, name);
    if ((await stat(path)).mtimeMs < now - KEPT_FOR) await removeIfThere(path);
  }
}

function fileOf(folder: string, walk: string): string {
  return join(folder, `${walk.replace(/[^\w-]/g, '_')}.json`);
}
