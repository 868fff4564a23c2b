import type {Labels} from '../../../core/alert/alert.js';
import {bareRecord, isRecord, type JsonRecord, own, ownText} from '../body/record.js';
import type {Inbound} from '../hook.js';
import type {Outcome} from '../outcome.js';
import {withAlertName} from '../tell/alert-name.js';
import type {Telling} from '../tell/inbound-alert.js';
import {losslessText} from '../tell/lossless-text.js';
import {readAlert} from '../tell/read-alert.js';
import {field, flatFields} from './fields.js';

export interface MatchReading extends Telling {
  readonly source: string;
  readonly labelFields: readonly string[];
}

/** Fields that name the thing that is in trouble, by the label they become; the first that is there. */
const NAMING: readonly (readonly [label: string, fields: readonly string[]])[] = [
  ['severity', ['severity']],
  ['service', ['service.name', 'service']],
  ['team', ['team']],
  ['environment', ['environment', 'env', 'service.environment']],
  ['cluster', ['cluster', 'orchestrator.cluster.name']],
  ['namespace', ['namespace', 'kubernetes.namespace', 'kubernetes.namespace_name']],
  ['job', ['job']],
  ['instance', ['instance']],
  ['host', ['host.name', 'host.hostname', 'host', 'hostname', 'beat.hostname']],
];
const TITLES = ['alertname', 'alert_name', 'elastalert_rule', 'rule_name', 'rule.name', 'rule', 'title'];
const MOST_FIELDS = 100;

/**
 * One matched document. Few of its fields become labels, since labels say which alert it is, and two matches of a rule
 * are the same alert told twice; all its other fields become annotations. A document that has an object `labels`, as a
 * template can make it, says itself which those are. When it happened is an annotation too: with it each match would be
 * an occurrence of its own.
 */
export function readMatch(match: JsonRecord, reading: MatchReading): Outcome<Inbound> {
  const given = own(match, 'labels');
  const naming = isRecord(given) ? [] : NAMING.map(([label, fields]) => [label, firstText(match, fields)] as const);
  const asked = reading.labelFields.map(name => [name, textOf(field(match, name))] as const);
  const found = [...naming, ...asked].filter(([, text]) => text !== undefined);
  const labels = bareRecord<unknown>([...(isRecord(given) ? Object.entries(given) : []), ...found]);
  const raw = {
    status: 'firing',
    labels,
    annotations: annotationsOf(match),
    startsAt: own(match, 'startsAt'),
    endsAt: undefined,
    fingerprint: undefined,
    generatorURL: ownText(match, 'generatorURL') ?? ownText(match, 'kibana_discover_url'),
  } as const;
  const complete = (told: Labels) => withAlertName(told, titles(match), reading.source);
  return readAlert(raw, {...reading, where: '', complete});
}

function firstText(match: JsonRecord, fields: readonly string[]): string | undefined {
  return fields.map(name => textOf(field(match, name))).find(text => text !== undefined);
}

function textOf(value: unknown): string | undefined {
  const text = losslessText(value);
  return text === '' ? undefined : text;
}

/** A document has names and subjects of its own; only these are the rule's, or were added to the document by it. */
function titles(match: JsonRecord): JsonRecord {
  return bareRecord(TITLES.map(name => [name, field(match, name)] as const));
}

function annotationsOf(match: JsonRecord): JsonRecord {
  const given = own(match, 'annotations');
  const rest = Object.entries(match).filter(([name]) => name !== 'labels' && name !== 'annotations');
  const fields = flatFields(bareRecord(rest), MOST_FIELDS);
  const summary = ownText(match, 'summary') ?? ownText(match, 'message') ?? ownText(match, 'title');
  return bareRecord<unknown>([
    ...fields,
    ...(summary === undefined ? [] : [['summary', summary] as const]),
    ...(isRecord(given) ? Object.entries(given) : []),
  ]);
}
