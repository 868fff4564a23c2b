import zlib from 'node:zlib';

/** CRC-32 (IEEE) of the bytes, as an unsigned number. Node before 20.15 and 22.2 lacks it, so a table stands in there. */
export const crc32: (bytes: Uint8Array) => number =
  typeof zlib.crc32 === 'function' ? bytes => zlib.crc32(bytes) : tableCrc32;

export function tableCrc32(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) crc = (crc >>> 8) ^ (table()[(crc ^ byte) & 0xff] ?? 0);
  return (crc ^ 0xffffffff) >>> 0;
}

let made: Uint32Array | undefined;

function table(): Uint32Array {
  made ??= Uint32Array.from({length: 256}, (_, index) => {
    let value = index;
    for (let bit = 0; bit < 8; bit++) value = (value & 1) === 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
    return value;
  });
  return made;
}
