import {readdirSync, readFileSync} from 'node:fs';
import path from 'node:path';

// The least that any reader of a journal has to do: each of its lines is read, and nothing is made of it.
const [folder = ''] = process.argv.slice(2);
const segments = path.join(folder, 'segments');
const started = performance.now();
for (const name of readdirSync(segments).sort()) {
  const text = readFileSync(path.join(segments, name), 'utf8');
  for (const line of text.split('\n')) if (line !== '') JSON.parse(line);
}
process.send?.(performance.now() - started);
process.disconnect?.();
