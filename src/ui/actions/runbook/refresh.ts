import type {OpenedRunbook} from '../../../core/runbook/desk.js';
import {cursorAt, foundAgain, type WalkItem, walkItems} from '../../../core/runbook/walk-items.js';
import type {Cockpit} from '../../cockpit.js';
import type {Book, Spot} from '../../ui-store.js';

/**
 * Reads the file again that a walk is going through; where that fails, what was read before stays. So it does behind a
 * question: the page never says something else than the question about it.
 */
export async function refresh(cockpit: Cockpit, path: string): Promise<void> {
  const {desk, ui} = cockpit;
  const opened = await desk?.read(path).catch(() => undefined);
  if (opened === undefined || ui.getState().overlay !== undefined) return;
  putBook(cockpit, path, opened);
}

/** Puts a file as it is now in the place of what was read before; who walks it stays where they are. */
export function putBook({engine, ui}: Cockpit, path: string, opened: OpenedRunbook): void {
  const before = ui.getState().books.get(path);
  const walks = [...engine.store.getState().shift.walks.values()].filter(one => one.file === path);
  ui.setState(({books, spots}) => {
    const moved = walks.flatMap((walk): readonly (readonly [string, Spot])[] => {
      const old = itemsIn(before, walk.document);
      const spot = spots[walk.walk] ?? {item: '', values: [], edits: {}};
      const at = cursorAt(old, walk, spot);
      const items = itemsIn({state: 'open', opened}, walk.document);
      const item = items[foundAgain(old, at, items)];
      if (item === undefined || item.id === old[at]?.id) return [];
      return [[walk.walk, {...spot, item: item.id}]];
    });
    const read: Book = {state: 'open', opened};
    return {
      books: new Map(books).set(path, read),
      ...(moved.length === 0 ? {} : {spots: {...spots, ...Object.fromEntries(moved)}}),
    };
  });
}

/** Of a document in what was read; none where that is not open. */
export function itemsIn(book: Book | undefined, id: string): readonly WalkItem[] {
  const document = book?.state === 'open' ? book.opened.file.documents.find(one => one.id === id) : undefined;
  return document === undefined ? [] : walkItems(document);
}
