import type {ANSWERS, HANDED_OVER} from './facts.js';

/** One thing that the next person takes, refuses with a question, or delegates. */
export interface HandedOver {
  readonly kind: (typeof HANDED_OVER)[number];
  readonly id: string;
  readonly title: string;
}

/** One thing that is asked about. */
export interface AskedItem extends HandedOver {
  /** Refused before, with this question: it is taken only where somebody says so of it alone. */
  readonly refused?: string;
}

export interface AcceptedItem extends HandedOver {
  readonly answer: (typeof ANSWERS)[number];
  readonly to?: string;
  readonly question?: string;
}

/** One time that a watch was taken over; Unix ms. */
export interface TakenOver {
  readonly at: number;
  readonly by: string;
  /** Whose watch it was. */
  readonly from: string;
  /** This watch was taken over, rather than another one by its operator. */
  readonly isOfThis: boolean;
  /** Both were on from then until it ended; without an end, they still are. */
  readonly overlap?: {readonly to?: number};
  readonly items: readonly AcceptedItem[];
}
