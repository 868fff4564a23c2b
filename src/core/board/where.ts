import type {Labels} from '../alert/alert.js';
import {identOf, placeOf} from '../alert/alert-title.js';
import type {LiveState} from '../watch-state.js';
import type {BoardRow} from './board.js';
import {nameInRows} from './source-names.js';

/** Where a row happens: the place is cut at its end, the identity never at the end that tells it apart. */
export interface Where {
  /** Cluster and service: `eu/payments`; the service alone where there is one source and no label names a cluster. */
  readonly place: string;
  /** Host and the thing on it: `db-7 /var/lib/pg`; with `+3` where a group's alerts differ. */
  readonly ident: string;
  /** How many other names its alerts have than the first one. */
  readonly otherNames: number;
}

const known = new WeakMap<BoardRow, {readonly source: string; readonly where: Where}>();

/** From the labels that identify, by their usual names. */
export function whereOf(row: BoardRow, sources: LiveState['sources']): Where {
  const source = nameInRows(sources, row.lead.alert.source);
  const found = known.get(row);
  if (found?.source === source) return found.where;
  const {labels} = row.lead.alert;
  const idents = new Set(row.items.map(item => identityOf(item.alert.labels)));
  const more = idents.size > 1 ? ` +${idents.size - 1}` : '';
  const where = {
    place: [labels.cluster || source, placeOf(labels)].filter(part => part).join('/'),
    ident: `${identityOf(labels)}${more}`.trim(),
    otherNames: new Set(row.items.map(item => item.name)).size - 1,
  };
  known.set(row, {source, where});
  return where;
}

const identsOf = new WeakMap<Labels, string>();

/** Made once for each label set: a group may have thousands, and comes anew whenever one of its alerts changes. */
function identityOf(labels: Labels): string {
  const found = identsOf.get(labels);
  if (found !== undefined) return found;
  const ident = identOf(labels);
  identsOf.set(labels, ident);
  return ident;
}
