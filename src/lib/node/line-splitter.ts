/** Cuts a byte stream into lines, without their newlines. */
export interface LineSplitter {
  push(chunk: Buffer): void;
}

export interface LineSplitterOptions {
  /** Longest line in bytes. */
  readonly limit: number;
  onLine(line: Buffer): void;
  /** Called once, when a line grew longer than the limit; nothing is read after that. */
  onTooLong(): void;
}

export function lineSplitter(options: LineSplitterOptions): LineSplitter {
  let parts: Buffer[] = [];
  let size = 0;
  let over = false;

  const add = (part: Buffer): boolean => {
    size += part.length;
    if (size > options.limit) {
      over = true;
      parts = [];
      options.onTooLong();
      return false;
    }
    parts.push(part);
    return true;
  };

  return {
    push(chunk) {
      let start = 0;
      while (!over && start < chunk.length) {
        const end = chunk.indexOf(0x0a, start);
        if (!add(chunk.subarray(start, end === -1 ? chunk.length : end)) || end === -1) return;
        const line = Buffer.concat(parts);
        parts = [];
        size = 0;
        start = end + 1;
        options.onLine(line);
      }
    },
  };
}
