import type {Labels} from './alert.js';

const SEPARATOR = 0xff;
const ASCII_END = 0x80;
const SURROGATE = /\p{Cs}|[\u{10000}-\u{10ffff}]/u;
const FINGERPRINT = /^[0-9a-f]{16}$/;
const encoder = new TextEncoder();

/** Alertmanager's 16 hex digits for a label set: FNV-1a, 64 bit, over sorted names and values, each ended by 0xff. */
export function fingerprint(labels: Labels): string {
  const hash = fnv1a64();
  for (const name of sorted(Object.keys(labels))) {
    hash.text(name);
    hash.text(labels[name] ?? '');
  }
  return hash.hex();
}

/** The sender's own where it has the shape of one, else that of the label set. */
export function fingerprintFrom(own: unknown, labels: Labels): string {
  return typeof own === 'string' && FINGERPRINT.test(own) ? own : fingerprint(labels);
}

/** Go sorts bytes of UTF-8; UTF-16 has another order where one of two names has a character beyond the first plane. */
function sorted(names: string[]): readonly string[] {
  return names.some(name => SURROGATE.test(name)) ? names.sort(byCodePoint) : names.sort();
}

function byCodePoint(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let at = 0; at < length; at++) {
    if (a.charCodeAt(at) !== b.charCodeAt(at)) return orderOf(a.charCodeAt(at)) - orderOf(b.charCodeAt(at));
  }
  return a.length - b.length;
}

/** Moves the surrogates behind everything else, where the characters belong that they are halves of. */
function orderOf(unit: number): number {
  if (unit < 0xd800) return unit;
  return unit < 0xe000 ? unit + 0x2000 : unit - 0x800;
}

/** The 64 bits are kept as two halves: a BigInt for each byte would cost fifty times as much. */
function fnv1a64() {
  let high = 0xcbf29ce4;
  let low = 0x84222325;
  const byte = (value: number) => {
    const mixed = (low ^ value) >>> 0;
    // The prime is 2^40 + 0x1b3: a multiplication by 0x1b3, and the low half moved up by eight bits.
    const product = mixed * 0x1b3;
    high = (high * 0x1b3 + mixed * 0x100 + Math.floor(product / 0x1_0000_0000)) >>> 0;
    low = product >>> 0;
  };
  return {
    text(value: string) {
      for (let at = 0; at < value.length; at++) {
        const unit = value.charCodeAt(at);
        if (unit >= ASCII_END) {
          for (const octet of encoder.encode(value.slice(at))) byte(octet);
          break;
        }
        byte(unit);
      }
      byte(SEPARATOR);
    },
    hex: () => high.toString(16).padStart(8, '0') + low.toString(16).padStart(8, '0'),
  };
}
