import type {Target} from '../../core/escalation/target.js';

export interface Budgets {
  /** From when (Unix ms) another request may be made with the account of a target. */
  from(target: Target, now: number): number;
  spend(target: Target, now: number): void;
  /** The other side wants no request with this account before then. */
  hold(target: Target, until: number): void;
}

/** Counts requests by account, so that a storm does not use up what a vendor allows. */
export function createBudgets(): Budgets {
  const spent = new Map<string, number[]>();
  const held = new Map<string, number>();
  const recent = ({budget}: Target, account: string, now: number) => {
    const times = (spent.get(account) ?? []).filter(at => at > now - (budget?.per ?? 0));
    spent.set(account, times);
    return times;
  };
  return {
    from: (target, now) => {
      const account = accountOf(target);
      const until = held.get(account) ?? 0;
      if (target.budget === undefined) return until;
      const {requests, per} = target.budget;
      const times = recent(target, account, now);
      const oldest = times[times.length - requests];
      return Math.max(until, oldest === undefined ? 0 : oldest + per);
    },
    spend: (target, now) => {
      if (target.budget === undefined) return;
      const account = accountOf(target);
      spent.set(account, [...recent(target, account, now), now]);
    },
    hold: (target, until) => {
      const account = accountOf(target);
      held.set(account, Math.max(held.get(account) ?? 0, until));
    },
  };
}

function accountOf({budget, name}: Target): string {
  return budget?.account ?? `target ${name}`;
}
