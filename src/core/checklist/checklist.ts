/** When a list is gone through. */
export const CHECKLISTS = ['before', 'start', 'end'] as const;
export type ChecklistName = (typeof CHECKLISTS)[number];

/** What of the watch itself can be looked at without asking anybody. */
export const STATE_CHECKS = ['sources', 'recording', 'accepted', 'owned', 'walks', 'delivered', 'handoff'] as const;
export type StateCheck = (typeof STATE_CHECKS)[number];

/** `doctor`, a test alert, something of the watch itself, or a program that ends with 0 when it is well. */
export type ItemCheck = 'doctor' | 'alert' | StateCheck | readonly string[];

/** One thing to see to. Its text names it. */
export interface ChecklistItem {
  readonly text: string;
  readonly check?: ItemCheck;
}

export type Checklists = Readonly<Record<ChecklistName, readonly ChecklistItem[]>>;

/** How a check ended. */
export interface CheckResult {
  readonly ok: boolean;
  /** In a sentence. */
  readonly said: string;
}

/** A check that reaches others: it is asked for first, with whom it would reach. */
export interface PreparedTest {
  readonly question: string;
  run(): Promise<CheckResult>;
}

/** What became of an item. Times are Unix ms. */
export interface Tick {
  readonly list: ChecklistName;
  readonly item: string;
  readonly done: boolean;
  readonly by: string;
  readonly at: number;
  readonly check?: CheckResult & {readonly at: number};
}

export function tickKey(list: ChecklistName, item: string): string {
  return `${list} ${item}`;
}

/** What on-call practice goes through; each list can be replaced in the configuration. */
export const DEFAULT_CHECKLISTS: Checklists = {
  before: [
    {text: 'Laptop, charger and the way into the network work'},
    {text: 'A page reaches this phone: wk escalate --test sends one'},
    {text: 'The backup is known, and who is called after them: wk oncall'},
    {text: 'Recent incidents and what is still open of them were read'},
    {text: 'This machine has all that a watch needs', check: 'doctor'},
  ],
  start: [
    {text: 'Alerts arrive: every source answers, no Watchdog is missing', check: 'sources'},
    {text: 'What happens is recorded', check: 'recording'},
    {text: 'The watch before was taken over, item by item', check: 'accepted'},
    {text: 'Open incidents and alerts were gone through'},
    {text: 'Deployments and maintenance of this watch are known'},
    {text: 'The systems that matter can be reached from here'},
    {text: 'The room knows who has the watch'},
  ],
  end: [
    {text: 'Every P1 and P2 that fires has somebody', check: 'owned'},
    {text: 'No runbook is left half walked', check: 'walks'},
    {text: 'What was noise is called noise, and what was learnt is noted'},
    {text: 'What is planned for the next 24 hours is in the handoff'},
    {text: 'The handoff is written or sent', check: 'handoff'},
    {text: 'Everything that was sent has arrived', check: 'delivered'},
    {text: 'The room knows that the watch ends, and who comes'},
  ],
};
