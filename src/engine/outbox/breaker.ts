/** So many failures on end, and a target is left alone for a while. */
const FAILURES = 5;
const FIRST = 15_000;
const MOST = 120_000;

export interface Breaker {
  /** From when (Unix ms) a target may be tried; never while one try finds out whether it answers again. */
  from(target: string): number;
  /** A try begins. */
  began(target: string): void;
  /** A try is over, whatever came of it. */
  ended(target: string): void;
  succeeded(target: string): void;
  failed(target: string, now: number): void;
  /** Somebody wants to know now. */
  forget(): void;
}

interface Circuit {
  readonly failures: number;
  readonly openUntil: number;
  readonly probing: boolean;
}

const CLOSED: Circuit = {failures: 0, openUntil: 0, probing: false};

/** Leaves a target alone that failed again and again; after a while one try finds out whether it answers. */
export function createBreaker(): Breaker {
  const circuits = new Map<string, Circuit>();
  const of = (target: string) => circuits.get(target) ?? CLOSED;
  return {
    from: target => {
      const {openUntil, probing} = of(target);
      return probing ? Number.POSITIVE_INFINITY : openUntil;
    },
    began: target => {
      const circuit = of(target);
      if (circuit.openUntil > 0) circuits.set(target, {...circuit, probing: true});
    },
    ended: target => {
      const circuit = circuits.get(target);
      if (circuit?.probing) circuits.set(target, {...circuit, probing: false});
    },
    succeeded: target => void circuits.delete(target),
    failed: (target, now) => {
      const failures = of(target).failures + 1;
      const rest = failures < FAILURES ? 0 : Math.min(MOST, FIRST * 2 ** (failures - FAILURES));
      circuits.set(target, {failures, openUntil: rest === 0 ? 0 : now + rest, probing: false});
    },
    forget: () => circuits.clear(),
  };
}
