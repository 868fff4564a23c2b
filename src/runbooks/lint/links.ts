import {existsSync, readFileSync, statSync} from 'node:fs';
import {dirname, resolve} from 'node:path';
import {inlineTokens} from '../markdown/markdown.js';
import type {Node} from '../markdown/nodes.js';
import type {Prepared} from '../parse/prepare-document.js';
import {outlineFile} from '../parse-runbook.js';

/** A link to a place that is not there. */
export interface DeadLink {
  readonly line: number;
  readonly message: string;
}

/** Links of a document to files and headings that are not there; what is elsewhere on the web is not asked. */
export function deadLinks(prepared: Prepared, path: string): readonly DeadLink[] {
  const anchors = anchorsOf([prepared]);
  return prepared.sections.flatMap(({nodes}) =>
    nodes.flatMap(node =>
      linksIn(node, prepared).flatMap(({href, line}) => {
        const message = whatIsWrong(href, path, anchors);
        return message === undefined ? [] : [{line, message}];
      }),
    ),
  );
}

interface Link {
  readonly href: string;
  readonly line: number;
}

function linksIn(node: Node, prepared: Prepared): readonly Link[] {
  switch (node.type) {
    case 'quote':
      return node.children.flatMap(child => linksIn(child, prepared));
    case 'list':
      return node.items.flatMap(({children}) => children.flatMap(child => linksIn(child, prepared)));
    case 'table':
      return node.rows.flatMap(row => row.flatMap(cell => linksOfText(cell, node, prepared)));
    case 'paragraph':
    case 'heading':
      return linksOfText(node.text, node, prepared);
    default:
      return [];
  }
}

function linksOfText(text: string, {from, to}: Node, {lines}: Prepared): readonly Link[] {
  if (!text.includes('](')) return [];
  return inlineTokens(text).flatMap(token => {
    const href = token.type === 'link_open' ? token.attrGet('href') : token.attrGet('src');
    if (typeof href !== 'string' || (token.type !== 'link_open' && token.type !== 'image')) return [];
    const own = lines.slice(from, to);
    const line = own.find(each => each.text.includes(`](${href}`)) ?? own[0];
    return [{href, line: line?.at ?? 1}];
  });
}

function whatIsWrong(href: string, path: string, anchors: ReadonlySet<string>): string | undefined {
  if (/^[a-z][a-z0-9+.-]*:|^\/|\{\{/i.test(href) || href === '') return undefined;
  const [before = '', anchor = ''] = href.split('#');
  if (before === '') return hasAnchor(anchors, anchor) ? undefined : `no heading here has the anchor #${anchor}`;
  const target = resolve(dirname(path), decoded(before.replace(/\?.*$/, '')));
  const file = [target, `${target}.md`].find(each => existsSync(each));
  if (file === undefined) return `the link to ${href} leads nowhere`;
  if (anchor === '' || !/\.md$/i.test(file) || !statSync(file).isFile()) return undefined;
  const {documents} = outlineFile(file, readFileSync(file, 'utf8'));
  return hasAnchor(anchorsOf(documents.map(each => each.prepared)), anchor)
    ? undefined
    : `no heading of ${before} has the anchor #${anchor}`;
}

function hasAnchor(anchors: ReadonlySet<string>, anchor: string): boolean {
  return anchor === '' || anchors.has(decoded(anchor).toLowerCase());
}

/** Of headings, and those set in HTML. */
function anchorsOf(documents: readonly Prepared[]): ReadonlySet<string> {
  const headings = documents.flatMap(({sections}) => sections.filter(({bold}) => !bold).map(({anchor}) => anchor));
  const set = documents.flatMap(({lines}) =>
    lines.flatMap(({text}) => [...text.matchAll(/\b(?:id|name)\s*=\s*["']([^"']+)["']|\{#([\w-]+)\}/g)]),
  );
  return new Set([...headings, ...set.map(([, id, short]) => id ?? short ?? '')].map(anchor => anchor.toLowerCase()));
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
