import {expect} from 'vitest';
import {RESET_MODES, RESET_SCREEN} from '../../../src/terminal/control-strings.js';

/** Bytes of a screen taken apart: what steers, and what is only text. */
interface Parts {
  readonly controls: readonly string[];
  readonly osc: readonly string[];
  readonly text: string;
}

const SEQUENCE =
  /\u001b\[[0-?]*[ -/]*[@-~]|\u001b\](?:[^\u0007\u001b]|\u001b(?!\\))*(?:\u0007|\u001b\\)|\u001b[PX^_][^\u001b]*\u001b\\|\u001b[ -/]*[0-~]/g;

/** All that the program itself has a use for. */
const OWN = [
  /^\u001b\[\d*(;\d*)?[Hr]$/,
  /^\u001b\[[\d;:]*m$/,
  /^\u001b\[\d*[ABCDGJKSTLMPX@d]$/,
  /^\u001b\[\?(1049|2004|7|25|2026)[hl]$/,
  /^\u001b\[2[23];2t$/,
];

// Everything that steers, reorders or hides when a terminal takes it for text.
const STEERING =
  /[\u0000-\u0009\u000b\u000c\u000e-\u001f\u007f-\u009f\u00ad\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}]/u;

/**
 * Fails when anything on the wire is not the program's own: a sequence, a title, a link, a clipboard write, a control.
 * What a sequence would have said may be there as text: labels are shown with every control in them spelled out.
 */
export function expectOwnBytes(bytes: Buffer): void {
  const all = bytes.toString('utf8').replaceAll(RESET_MODES, '').replaceAll(RESET_SCREEN, '');
  const {controls, osc, text} = partsOf(all);
  expect([...new Set(controls)].filter(one => !OWN.some(known => known.test(one)))).toEqual([]);
  expect(osc.filter(one => !isOwnString(one))).toEqual([]);
  expect(STEERING.exec(text)?.[0].codePointAt(0)?.toString(16)).toBeUndefined();
}

function partsOf(all: string): Parts {
  const found = all.match(SEQUENCE) ?? [];
  return {
    controls: found.filter(one => !one.startsWith('\u001b]')),
    osc: found.filter(one => one.startsWith('\u001b]')).map(one => one.replace(/^\u001b\]|(\u0007|\u001b\\)$/g, '')),
    text: all.replace(SEQUENCE, ''),
  };
}

function isOwnString(osc: string): boolean {
  if (STEERING.test(osc)) return false;
  if (osc.startsWith('2;')) return osc.startsWith('2;wk');
  if (osc.startsWith('52;')) return isPlain(Buffer.from(osc.replace(/^52;\w*;/, ''), 'base64').toString());
  return /^8;[^;]*;(https?:\/\/[!-~]+)?$/.test(osc);
}

function isPlain(copied: string): boolean {
  return !STEERING.test(copied) && !copied.includes('\r');
}

/** Fails when a text that a command printed holds anything but text and line ends. */
export function expectPlain(text: string): void {
  const found = STEERING.exec(text) ?? /\r/.exec(text);
  expect(found === null ? '' : JSON.stringify(text.slice(Math.max(0, found.index - 60), found.index + 20))).toBe('');
}
