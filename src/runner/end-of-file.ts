import {open} from 'node:fs/promises';

/** The last bytes of a file, as text. */
export async function endOfFile(path: string, bytes: number): Promise<string> {
  const file = await open(path, 'r');
  try {
    const {size} = await file.stat();
    const from = Math.max(0, size - bytes);
    const {bytesRead, buffer} = await file.read(Buffer.alloc(size - from), 0, size - from, from);
    return buffer.subarray(0, bytesRead).toString();
  } finally {
    await file.close();
  }
}
