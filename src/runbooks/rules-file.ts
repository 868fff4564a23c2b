import {parseAllDocuments} from 'yaml';
import type {NamedAlert} from '../core/runbook/shelf.js';
import {parseLimits} from '../lib/yaml-limits.js';

/** Rules share labels and annotations by aliases. */
const MOST_ALIASES = 1_000;

/**
 * The alerts that a file of Prometheus rules defines, whether plain or as a PrometheusRule of Kubernetes; undefined
 * where it is no such file, or one whose aliases repeat too much.
 */
export function alertsOfRules(text: string): readonly NamedAlert[] | undefined {
  const documents = parseAllDocuments(text, parseLimits(text));
  if ('empty' in documents || documents.some(({errors}) => errors.length > 0)) return undefined;
  const groups = documents.flatMap(document => groupsOf(plainData(document)));
  if (groups.length === 0) return undefined;
  return groups.flatMap(group => listOf(group, 'rules').flatMap(alertOf));
}

function plainData(document: {toJS(limits: {readonly maxAliasCount: number}): unknown}): unknown {
  try {
    return document.toJS({maxAliasCount: MOST_ALIASES});
  } catch {
    return undefined;
  }
}

function groupsOf(value: unknown): readonly unknown[] {
  const own = listOf(value, 'groups');
  return own.length > 0 ? own : listOf(entry(value, 'spec'), 'groups');
}

function alertOf(rule: unknown): readonly NamedAlert[] {
  const alertname = entry(rule, 'alert');
  if (typeof alertname !== 'string') return [];
  return [{labels: {...textsOf(entry(rule, 'labels')), alertname}, annotations: textsOf(entry(rule, 'annotations'))}];
}

function listOf(value: unknown, key: string): readonly unknown[] {
  const list = entry(value, key);
  return Array.isArray(list) ? list : [];
}

function entry(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>)[key] : undefined;
}

function textsOf(value: unknown): Readonly<Record<string, string>> {
  if (typeof value !== 'object' || value === null) return {};
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, String(each)]));
}
