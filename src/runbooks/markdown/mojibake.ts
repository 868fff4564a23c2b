const CHARSETS = ['windows-1252', 'macintosh'] as const;
type Charset = (typeof CHARSETS)[number];

const RUN = /[^\0-\x7f]{2,}/g;
const strict = new TextDecoder('utf-8', {fatal: true});
const bytesBy = new Map<Charset, ReadonlyMap<string, number>>();

/**
 * Text that was UTF-8 and was read as another character set, made whole again where the way back is beyond doubt: for
 * display only, as the file keeps what it holds.
 */
export function repairMojibake(text: string): string {
  if (!/[^\0-\x7f]{2}/.test(text)) return text;
  return text.replace(
    RUN,
    run => CHARSETS.map(charset => repaired(run, charset)).find(whole => whole !== undefined) ?? run,
  );
}

function repaired(run: string, charset: Charset): string | undefined {
  const table = tableOf(charset);
  const bytes: number[] = [];
  for (const char of run) {
    const byte = table.get(char);
    if (byte === undefined) return undefined;
    bytes.push(byte);
  }
  try {
    return strict.decode(Uint8Array.from(bytes));
  } catch {
    return undefined;
  }
}

function tableOf(charset: Charset): ReadonlyMap<string, number> {
  const known = bytesBy.get(charset);
  if (known !== undefined) return known;
  const high = Array.from({length: 128}, (_, index) => 128 + index);
  const chars = [...new TextDecoder(charset).decode(Uint8Array.from(high))];
  const table = new Map(chars.map((char, index) => [char, 128 + index]));
  bytesBy.set(charset, table);
  return table;
}
