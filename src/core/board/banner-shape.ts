/** A sentence about whether the screen can be trusted. */
export interface Banner {
  readonly kind:
    | 'replay'
    | 'not-recorded'
    | 'watchdog'
    | 'blind'
    | 'feed'
    | 'ack-trouble'
    | 'reminder'
    | 'escalate'
    | 'sending'
    | 'undelivered'
    | 'due-level'
    | 'incident'
    | 'lease'
    | 'member-down'
    | 'apart'
    | 'clock'
    | 'settling'
    | 'left'
    | 'running'
    | 'shift-start'
    | 'shift-end'
    | 'warming'
    | 'read-only'
    | 'attached';
  readonly tone: 'alarm' | 'warning' | 'notice';
  readonly text: string;
  /** The part of the text, with what leads into it, that can be shortened or left out where room is short. */
  readonly why?: string;
  /** The least that has to be said, its reason included, where that is worth more than the hint. */
  readonly brief?: string;
  /** What to do about it; may be empty. Never given up for the why, unless there is a brief text. */
  readonly hint: string;
  /** What still works and what does not, where there is room for that too. */
  readonly still?: string;
  readonly source?: string;
  /** The walk it is about. */
  readonly walk?: string;
}
