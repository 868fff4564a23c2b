import {rfc3339} from '../time/clock-text.js';
import type {Alert, Labels} from './alert.js';

export interface Link {
  readonly name: string;
  readonly url: string;
}

export interface LinkContext {
  /** Unix ms. */
  readonly now: number;
}

/** Looks back this far before an alert began, so that a dashboard shows how it came. */
const BEFORE = 30 * 60_000;
const PLACEHOLDER = /\{\{\s*(?:(labels|annotations)\.([A-Za-z_][A-Za-z0-9_]*)|(from|to|source|fingerprint))\s*\}\}/g;

/**
 * Where an alert points to, the most useful first: its `action`, its runbooks, dashboards and graphs, other annotations that
 * are addresses, the configured templates, and the expression behind it. Only http and https; each address once.
 */
export function linksOf(
  alert: Alert,
  templates: Readonly<Record<string, string>>,
  {now}: LinkContext,
): readonly Link[] {
  const annotated = Object.entries(alert.annotations)
    .flatMap(([name, text]) => asLink(nameOf(name), text))
    .sort((a, b) => rank(a.name) - rank(b.name));
  const made = Object.entries(templates).flatMap(([name, template]) => {
    const url = fillLink(template, alert, {now});
    return url === undefined ? [] : asLink(name, url);
  });
  const links = [...annotated, ...made, ...asLink('expression', alert.generatorURL)];
  return links.filter((link, index) => links.findIndex(other => other.url === link.url) === index);
}

/**
 * A template with its placeholders filled, every value URL-encoded; `from` and `to` are Unix ms, as Grafana takes them.
 * Undefined where a label or annotation is missing, or where the result is no http or https address.
 */
export function fillLink(template: string, alert: Alert, {now}: LinkContext): string | undefined {
  const fixed: Labels = {
    from: String(Math.min(alert.startsAt, now) - BEFORE),
    to: String(now),
    source: alert.source,
    fingerprint: alert.fingerprint,
  };
  let isWhole = true;
  const url = template.replace(PLACEHOLDER, (_whole: string, ...groups: unknown[]) => {
    const [kind, name, word] = groups as (string | undefined)[];
    const values = kind === 'annotations' ? alert.annotations : alert.labels;
    const value = word === undefined ? own(values, name ?? '') : own(fixed, word);
    isWhole &&= value !== undefined;
    return encodeURIComponent(wellFormed(value ?? ''));
  });
  return isWhole && !/\{\{|\}\}/.test(url) && isWebAddress(url) ? url : undefined;
}

/** What keeps a template from ever making an address, in words; undefined when it can. */
export function linkFault(template: string): string | undefined {
  const filled = template.replace(PLACEHOLDER, 'x');
  const [, strange] = /\{\{([^{}]*)\}\}/.exec(filled) ?? [];
  if (strange !== undefined) {
    return `{{ ${strange.trim()} }} stands for nothing; there are {{ labels.NAME }}, {{ annotations.NAME }}, {{ from }}, {{ to }}, {{ source }} and {{ fingerprint }}`;
  }
  if (/\{\{|\}\}/.test(filled)) return 'a {{ without its }}, or the other way round: write {{ labels.service }}';
  return isWebAddress(filled) ? undefined : 'write an address that begins with http:// or https://';
}

/**
 * The expression that a Prometheus generator URL names, on one line. Undefined where it holds what no expression does:
 * decoding could bring back the control characters that were filtered from everything else.
 */
export function expressionOf(generatorURL: string): string | undefined {
  const query = /[?&]g0\.expr=([^&#]*)/.exec(generatorURL)?.[1];
  if (query === undefined) return undefined;
  try {
    const text = decodeURIComponent(query.replaceAll('+', ' ')).replace(/\s*[\t\r\n]\s*/g, ' ');
    return /[\p{Cc}\p{Cf}\p{Co}\p{Zl}\p{Zp}]/u.test(text) ? undefined : text;
  } catch {
    return undefined;
  }
}

/** One line for a paste: which alert, where, and since when. */
export function permalinkText(alert: Alert): string {
  return `${alert.source}/${alert.fingerprint} since ${rfc3339(alert.startsAt)}`;
}

const RANKS: readonly RegExp[] = [/^action$/, /^runbook/, /^dashboard/, /^graph/];

function rank(name: string): number {
  const found = RANKS.findIndex(pattern => pattern.test(name));
  return found < 0 ? RANKS.length : found;
}

/** `runbook_url` and `dashboardURL` are the runbook and the dashboard. */
function nameOf(annotation: string): string {
  return annotation.replace(/[-_]?(?:url|uri|link)$/i, '').toLowerCase() || annotation.toLowerCase();
}

function asLink(name: string, text: string): readonly Link[] {
  const url = text.trim();
  return isWebAddress(url) ? [{name, url}] : [];
}

/** Whether a text is an http or https address and nothing else. */
export function isWebAddress(text: string): boolean {
  return /^https?:\/\/[^\s\p{Cc}\p{Cf}"<>\\^`{|}]+$/iu.test(text) && /^https?:\/\/[^/?#]/i.test(text);
}

function own(values: Labels, name: string): string | undefined {
  return Object.hasOwn(values, name) ? values[name] : undefined;
}

/** Half a surrogate pair cannot be encoded. */
function wellFormed(text: string): string {
  return text.replace(/\p{Cs}/gu, '\ufffd');
}
