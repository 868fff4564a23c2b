import {choicesOf, leftOut} from '../core/runbook/choices.js';
import type {RunbookDocument} from '../core/runbook/document.js';
import type {AskedBy} from '../core/runbook/honoured.js';
import type {Walk} from '../core/runbook/walk.js';
import {cursorAt, type WalkItem, walkItems} from '../core/runbook/walk-items.js';
import {remembering} from './memo.js';
import type {Scene} from './scene.js';
import {type Book, front, type Spot} from './ui-store.js';

/** The walk in front with the document it goes through. */
export type WalkModel =
  | {readonly kind: 'none'}
  | {readonly kind: 'unread'; readonly walk: Walk; readonly book: Exclude<Book, {state: 'open'}>}
  /** The file has no such document any more. */
  | {readonly kind: 'gone'; readonly walk: Walk; readonly book: Extract<Book, {state: 'open'}>}
  | OpenWalk;

export interface OpenWalk {
  readonly kind: 'open';
  readonly walk: Walk;
  readonly book: Extract<Book, {state: 'open'}>;
  readonly document: RunbookDocument;
  readonly items: readonly WalkItem[];
  /** Index of the item that the cursor is on; -1 where there is none. */
  readonly at: number;
  readonly spot: Spot;
}

const NOWHERE: Spot = {item: '', values: [], edits: {}};

export function walkModel({ui, watch}: Pick<Scene, 'ui' | 'watch'>): WalkModel {
  const {subject = ''} = front(ui);
  const walk = watch.shift.walks.get(subject);
  if (walk === undefined) return {kind: 'none'};
  const book = ui.books.get(walk.file) ?? {state: 'reading'};
  if (book.state !== 'open') return {kind: 'unread', walk, book};
  const document = book.opened.file.documents.find(one => one.id === walk.document);
  if (document === undefined) return {kind: 'gone', walk, book};
  const items = itemsOf(document);
  const spot = ui.spots[subject] ?? NOWHERE;
  return {kind: 'open', walk, book, document, items, at: cursorAt(items, walk, spot), spot};
}

/** The item under the cursor. */
export function itemAt(model: OpenWalk): WalkItem | undefined {
  return model.items[model.at];
}

/** What a statement of the walk may ask for. */
export function askedBy({walk, book, document}: OpenWalk): AskedBy {
  const {trust, away = false} = book.opened;
  return {file: walk.file, options: document.options, trusted: trust.state === 'trusted', away};
}

/** Ids of the steps of options that another one was taken for. */
export function leftOutIn({items, walk}: OpenWalk): ReadonlySet<string> {
  return leftOutOf(items, walk.steps);
}

const leftOutOf = remembering((items: readonly WalkItem[], steps: Walk['steps']) =>
  leftOut(
    [...choicesOf(items).values()].map(options => options.map(({ids}) => ids)),
    steps,
  ),
);

const itemsOf = remembering(walkItems);
