import {type Contact, waysOf} from '../../../core/escalation/contact.js';
import {onCallAt} from '../../../core/schedule/on-call.js';
import type {Settings} from '../../../core/settings.js';
import {cells, cut} from '../../../lib/cells.js';
import type {StillRow} from '../../components/StillTable.js';
import {line} from '../../row.js';
import type {Scene} from '../../scene.js';

/** Cells that the table puts around each column. */
const AROUND = 2;
const LEAST_HOW = 18;
/** From this many columns on it also says when somebody can be called, and who is on call. */
const WIDE = 100;

/** Who can be called, filtered by words; each must occur. */
export function shownContacts({ui, watch}: Scene): readonly Contact[] {
  const words = (ui.filters.contacts ?? '')
    .toLowerCase()
    .split(/\s+/)
    .filter(word => word !== '');
  return Object.values(watch.settings.contacts).filter(one => {
    const {contact, name, field = '', hours = '', note = ''} = one;
    const text = [contact, name, field, hours, note, ...waysOf(one)].join(' ').toLowerCase();
    return words.every(word => text.includes(word));
  });
}

export function contactsTitle(scene: Scene): string {
  const {paint, columns, ui, watch} = scene;
  const filter = ui.filters.contacts ?? '';
  const all = Object.keys(watch.settings.contacts).length;
  return line(
    paint,
    [
      {text: ' Contacts', tone: 'strong'},
      {text: ` ${shownContacts(scene).length} of ${all}`, tone: 'muted'},
      ...(filter === '' ? [] : [{text: `  / ${filter}`, tone: 'warning' as const}]),
    ],
    columns,
  );
}

/** Said where there is nobody to show. */
export function nobodyText({ui, watch}: Scene): string {
  if (Object.keys(watch.settings.contacts).length === 0)
    return ' No contacts are configured: name people, teams and the support of vendors under `contacts:`.';
  return ` No contact fits "${ui.filters.contacts ?? ''}". / changes the filter.`;
}

/** The table as words, each cut to what its column has: the way to reach somebody is cut last. */
export function contactRows(scene: Scene, contacts: readonly Contact[]): readonly StillRow[] {
  const wide = scene.columns >= WIDE;
  const onCall = onCallNow(scene.watch.settings, scene.now);
  const rows = contacts.map(one => ({
    name: one.name === one.contact ? one.name : `${one.name} (${one.contact})`,
    field: one.field ?? '',
    how: waysOf(one).join(', '),
    ...(wide ? {when: one.hours ?? '', 'on call': (onCall.get(one.contact) ?? []).join(', ')} : {}),
  }));
  return rows.map(row => fitted(row, widthsOf(rows, scene.columns)));
}

type Widths = Readonly<Record<string, number>>;

function widthsOf(rows: readonly StillRow[], columns: number): Widths {
  const names = Object.keys(rows[0] ?? {});
  const most = Math.floor(columns / (names.length + 1));
  const wanted = (name: string) => Math.max(cells(name), ...rows.map(row => cells(row[name] ?? '')));
  const others = names.filter(name => name !== 'how').map(name => [name, Math.min(wanted(name), most)] as const);
  const taken = others.reduce((sum, [, width]) => sum + width, 0) + AROUND * names.length;
  return {...Object.fromEntries(others), how: Math.max(LEAST_HOW, columns - taken)};
}

function fitted(row: StillRow, widths: Widths): StillRow {
  return Object.fromEntries(Object.entries(row).map(([name, text]) => [name, cut(text, widths[name] ?? 0)]));
}

/** The schedules that somebody is on now, by contact. */
function onCallNow({schedules = []}: Settings, now: number): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, readonly string[]>();
  for (const schedule of schedules) {
    const user = onCallAt(schedule, now)?.user;
    if (user !== undefined) found.set(user, [...(found.get(user) ?? []), schedule.name]);
  }
  return found;
}
