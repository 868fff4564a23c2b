import {isRecord, type JsonRecord, own} from '../body/record.js';

/** A field of a document by its name with dots: such a name may be one member, or lead through several. */
export function field(document: JsonRecord, name: string): unknown {
  const whole = own(document, name);
  if (whole !== undefined) return whole;
  const dot = name.indexOf('.');
  if (dot < 0) return undefined;
  const inner = own(document, name.slice(0, dot));
  return isRecord(inner) ? field(inner, name.slice(dot + 1)) : undefined;
}

/** All fields that have a value, by their names with dots, in order, at most so many; lists stay whole. */
export function flatFields(document: JsonRecord, most: number): readonly (readonly [string, unknown])[] {
  const found: (readonly [string, unknown])[] = [];
  const open: (readonly [string, unknown])[] = Object.entries(document).reverse();
  for (let next = open.pop(); next !== undefined && found.length < most; next = open.pop()) {
    const [name, value] = next;
    if (!isRecord(value)) {
      if (value !== null) found.push(next);
      continue;
    }
    for (const [inner, below] of Object.entries(value).reverse()) open.push([`${name}.${inner}`, below]);
  }
  return found;
}
