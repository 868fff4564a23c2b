import type {Severity} from '../../../src/core/alert/severity.js';
import type {NewFact} from '../../../src/core/shift/decision.js';
import {between, pick, type Random} from '../../../src/demo/night/random.js';

export const SECOND = 1_000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** The year of which the facts are. */
export const YEAR = {from: Date.UTC(2025, 0, 1), to: Date.UTC(2026, 0, 1)};

const PEOPLE = ['ana', 'lee', 'mo', 'kim'] as const;

/** A fact that is to come, and when. */
export interface Coming {
  readonly at: number;
  readonly by: string;
  readonly fact: NewFact;
}

interface Name {
  readonly source: string;
  readonly fingerprint: string;
  readonly startsAt: number;
}

/** One alert of a call, by when it began and ended, and when that was recorded. */
export interface Firing extends Name {
  readonly labels: Readonly<Record<string, string>>;
  readonly seenAt: number;
  readonly on: number;
  readonly overOn: number;
  readonly overAt: number;
}

/** Alerts of one rule at one service that begin at about the same time. */
export interface Trouble {
  readonly rule: number;
  readonly severity: Severity;
  readonly alerts: readonly [Firing, ...Firing[]];
  readonly seenAt: number;
  /** When the end of its last alert was recorded. */
  readonly overAt: number;
  readonly called: boolean;
}

/** What the stories of one year share. */
export interface Tale {
  readonly random: Random;
  readonly tell: (at: number, fact: NewFact, by?: string) => void;
  readonly newId: (prefix: string) => string;
}

export function nameOf({source, fingerprint, startsAt}: Name): Name {
  return {source, fingerprint, startsAt};
}

export function chance({random}: Pick<Tale, 'random'>, share: number): boolean {
  return random() < share;
}

export function someone({random}: Pick<Tale, 'random'>): string {
  return pick(random, PEOPLE);
}

/** From `least` to `most`, ms, short ones more often than long ones. */
export function skewed({random}: Pick<Tale, 'random'>, least: number, most: number): number {
  return Math.round(least * (most / least) ** random());
}

export function within({random}: Pick<Tale, 'random'>, least: number, most: number): number {
  return between(random, Math.round(least), Math.round(most));
}
