import type {Measure} from './measure.js';

type Definition = Pick<Measure, 'name' | 'alias' | 'definition' | 'unit'>;

/**
 * What each figure is. Calls are P1 to P4 alerts of one problem that fired together and were not held back from the
 * start; where two practices differ in a name, both are given.
 */
export const DEFINITIONS = {
  mttd: {
    name: 'time to detect',
    alias: 'MTTD',
    definition: 'mean time from the beginning of an incident to its first alert or report',
    unit: 'ms',
  },
  mtta: {
    name: 'time to ack',
    alias: 'MTTA',
    definition: 'mean time from the first alert of a call to its first ack; calls without an ack are not in it',
    unit: 'ms',
  },
  mtti: {
    name: 'time to identify',
    alias: 'MTTI',
    definition:
      'mean time from the first ack of an incident to its cause being identified; incidents without an ack are not in it',
    unit: 'ms',
  },
  mttr: {
    name: 'time to recover',
    alias: 'MTTR, also read as time to resolution',
    definition: 'mean time from the first alert or report of an incident to its resolution',
    unit: 'ms',
  },
  mttf: {
    name: 'time to fix',
    alias: 'MTTF here, not the mean time to failure',
    definition: 'mean time from the first ack of an incident to its resolution; incidents without an ack are not in it',
    unit: 'ms',
  },
  mtbf: {
    name: 'time between incidents',
    alias: 'MTBF',
    definition: 'the time that was looked at, as far as the log knows it, divided by the incidents in it',
    unit: 'ms',
  },
  'sla-met': {
    name: 'acked in time',
    definition:
      'calls that were acked within the target of their severity, of all that were so or went on past it; one that ended before, unacked, is in neither; the time of P3 and P4 is that of the business hours of the calendar',
    unit: 'share',
  },
  'alert-volume': {
    name: 'calls',
    alias: 'alert volume',
    definition: 'calls, reckoned for a week from as much of the time as the log knows',
    unit: 'per-week',
  },
  'watch-volume': {
    name: 'calls of a watch',
    alias: 'alert volume per shift',
    definition: 'calls that began in a watch, the mean of the watches that began and ended in the time',
    unit: 'per-watch',
  },
  'after-hours': {
    name: 'calls out of hours',
    alias: 'after-hours pages',
    definition: 'P1 and P2 calls outside the business hours of the calendar, reckoned for a week',
    unit: 'per-week',
  },
  'day-part': {name: 'calls by part of the day', definition: 'calls that began in it', unit: 'count'},
  'never-acked': {
    name: 'never acked',
    definition: 'P1 and P2 calls that ended without anybody having acked them, of all that ended',
    unit: 'share',
  },
  'escalation-rate': {
    name: 'escalated',
    alias: 'escalation rate',
    definition: 'P1 and P2 calls for which somebody else was called, of all of them',
    unit: 'share',
  },
  'noise-rate': {
    name: 'noise',
    alias: 'false positive rate',
    definition:
      'calls that were called noise, of all that were judged noise or actionable, linked to an incident, or acked',
    unit: 'share',
  },
  recurrence: {
    name: 'came back',
    alias: 'incident recurrence rate',
    definition: 'incidents of which an alert had led to another incident within the 90 days before, of all with alerts',
    unit: 'share',
  },
  'updates-on-time': {
    name: 'updates on time',
    definition: 'updates of incidents that came before they were due, of all that were due',
    unit: 'share',
  },
  'action-items': {
    name: 'actions on time',
    alias: 'action item completion rate',
    definition: 'actions of reviews that were done by their day, of all whose day has come',
    unit: 'share',
  },
  'runbook-coverage': {
    name: 'runbook coverage',
    definition:
      'alerts, by name, for which a runbook is found, linked or was opened, of all that called; guides count services',
    unit: 'share',
  },
} as const satisfies Readonly<Record<string, Definition>>;

export type MeasureId = keyof typeof DEFINITIONS;
