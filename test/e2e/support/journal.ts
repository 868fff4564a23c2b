import {readdirSync, readFileSync} from 'node:fs';
import path from 'node:path';
import {crc32} from 'node:zlib';
import type {Fact} from '../../../src/core/shift/fact.js';

/** Reads the journal as any tool could, not through our own code: a line not yet whole at the end is left out. */
export function factsIn(state: string): readonly Fact[] {
  const folder = path.join(state, 'segments');
  return readdirSync(folder)
    .sort()
    .flatMap(name => wholeLines(readFileSync(path.join(folder, name), 'utf8')))
    .map(line => JSON.parse(checked(line)) as Fact)
    .filter(fact => typeof fact.type === 'string');
}

/** What is wrong with the order of the facts: they count up by one. */
export function gapsIn(facts: readonly Fact[]): readonly string[] {
  return facts.flatMap((fact, index) => {
    const before = facts[index - 1]?.seq ?? fact.seq - 1;
    return fact.seq === before + 1 ? [] : [`${fact.seq} after ${before}`];
  });
}

function wholeLines(text: string): readonly string[] {
  return text
    .slice(0, text.lastIndexOf('\n'))
    .split('\n')
    .filter(line => !/^\0*$/.test(line));
}

/** The line, after a look at its checksum: the CRC-32 of the bytes before the last key. */
function checked(line: string): string {
  const [, body = '', crc = ''] = /^(.*),"crc":"([0-9a-f]{8})"\}$/.exec(line) ?? [];
  if (crc32(body) !== Number.parseInt(crc, 16)) throw new Error(`its checksum does not fit: ${line}`);
  return line;
}
