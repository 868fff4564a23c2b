import type {Labels} from '../../../core/alert/alert.js';
import {bareRecord, type JsonRecord, ownText} from '../body/record.js';
import {cut} from './labels.js';

/**
 * Where senders write what it is about, the surest first. No summary and no message: they say something else each time,
 * and would make each telling an alert of its own.
 */
const TITLES = [
  'alertname',
  'alert_name',
  'alertName',
  'elastalert_rule',
  'rule_name',
  'ruleName',
  'rule.name',
  'rule',
  'title',
  'event_title',
  'name',
  'subject',
];
const LONGEST = 200;

/** The labels with an `alertname`: their own, else the first title in `fields`, else `otherwise`. */
export function withAlertName(labels: Labels, fields: JsonRecord, otherwise: string): Labels {
  if (labels.alertname !== undefined) return labels;
  const title = TITLES.map(name => firstLine(ownText(fields, name) ?? '')).find(text => text !== '');
  const named = bareRecord(Object.entries(labels));
  named.alertname = title ?? otherwise;
  return named;
}

function firstLine(text: string): string {
  const [line = ''] = text.trim().split(/[\r\n]/, 1);
  return cut(line.trim(), LONGEST);
}
