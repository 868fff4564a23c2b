const CHARSETS = ['windows-1252', 'macintosh'] as const;
type Charset = (typeof CHARSETS)[number];

const RUN = /[^\0-\x7f]{2,}/g;
const strict = new TextDecoder('utf-8', {fatal: true});
/** What the bytes 0x80 to 0x9f mean; Node reads them as control characters. */
const WINDOWS_1252 = '€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ';
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
  const table = new Map(highHalf(charset).map((char, index) => [char, 128 + index]));
  bytesBy.set(charset, table);
  return table;
}

/** The characters of the bytes from 0x80 on. */
function highHalf(charset: Charset): readonly string[] {
  const bytes = Array.from({length: 128}, (_, index) => 128 + index);
  if (charset === 'macintosh') return [...new TextDecoder(charset).decode(Uint8Array.from(bytes))];
  return [...WINDOWS_1252, ...bytes.slice(32).map(byte => String.fromCharCode(byte))];
}
