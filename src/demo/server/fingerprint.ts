import type {Labels} from '../../core/alert/alert.js';

const SEPARATOR = 0xff;

/** Alertmanager's 16 hex digits for a label set: FNV-1a, 64 bit, over sorted names and values, each ended by 0xff. */
export function fingerprint(labels: Labels): string {
  const hash = fnv1a64();
  for (const name of Object.keys(labels).sort()) {
    hash.text(name);
    hash.text(labels[name] ?? '');
  }
  return hash.hex();
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
      for (const octet of Buffer.from(value)) byte(octet);
      byte(SEPARATOR);
    },
    hex: () => high.toString(16).padStart(8, '0') + low.toString(16).padStart(8, '0'),
  };
}
