import {cells} from '../../lib/cells.js';
import {GLYPHS} from '../glyphs.js';
import {characters, type Field} from '../input/field.js';
import {line, type Part} from '../row.js';
import type {Paint} from '../theme.js';

export interface NamedField {
  readonly name: string;
  readonly field: Field;
  readonly focused: boolean;
  /** Cells for the name; as wide as it is where absent. */
  readonly nameWidth?: number;
  /** Shown at the right end, such as a count. */
  readonly aside?: Part;
}

/** A field as one line: its name, what is typed around the caret, and what is said beside it. */
export function fieldLine(paint: Paint, named: NamedField, width: number): string {
  const name: Part = {
    text: `${named.name} `,
    tone: 'muted',
    ...(named.nameWidth === undefined ? {} : {width: named.nameWidth}),
  };
  const aside = named.aside === undefined ? [] : [{text: '  '}, named.aside];
  const taken = (named.nameWidth ?? cells(name.text)) + aside.reduce((sum, part) => sum + cells(part.text), 0);
  const room = Math.max(4, width - taken);
  return line(paint, [name, ...typedParts(named.field, named.focused, room), ...aside], width);
}

/** The part of a field around its caret that fits, padded to `room` cells. */
function typedParts({text, cursor, offered}: Field, focused: boolean, room: number): Part[] {
  if (!focused) return [{text, width: room}];
  const parts = characters(text);
  let from = 0;
  while (from < cursor && cells(parts.slice(from, cursor).join('')) > room - 2) from++;
  const head = parts.slice(from, cursor).join('');
  const under = parts[cursor] ?? ' ';
  const rest = room - cells(head) - cells(under);
  const tail = parts.slice(cursor + 1).join('');
  return [
    {text: head, tone: offered ? 'notice' : 'strong'},
    {text: under === ' ' ? GLYPHS.caret : under, tone: 'notice'},
    {text: tail, width: Math.max(0, rest)},
  ];
}
