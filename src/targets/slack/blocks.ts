import type {TargetMessage} from '../../core/escalation/target.js';
import {bareTitle} from '../text/bare-title.js';
import {type Fitter, fitter} from '../text/fit.js';
import {labelText, signature} from '../text/message-text.js';
import {escaped, link, sizeOf} from './escape.js';

/** What is posted: `text` is what notifications and screen readers say. */
export interface Post {
  readonly text: string;
  readonly blocks: readonly object[];
  readonly remark?: string;
}

const LONGEST_TITLE = 150;
const LONGEST_SECTION = 3_000;
const LONGEST_FIELD = 2_000;
/** As much as anybody reads in a channel; a post takes 50 blocks. */
const MOST_SECTIONS = 4;
const MOST_FIELDS = 10;
const MOST_LINKS = 20;
const STATES = {firing: '', acked: 'Acked', resolved: 'Resolved', info: ''} as const;

export interface PostOptions {
  /** Written already, such as `<@U012>`. */
  readonly mentions?: readonly string[];
  /** What the post said at first: it stays readable below what the message brings. */
  readonly opening?: TargetMessage;
}

/** The message in Slack's blocks. */
export function postOf(message: TargetMessage, {mentions = [], opening}: PostOptions = {}): Post {
  const fit = fitter({sizeOf});
  const state = STATES[message.status];
  // What only tells has no severity of its own.
  const title =
    message.status === 'info'
      ? message.title
      : `${message.severity} ${state === '' ? '' : `${state}: `}${bareTitle(message)}`;
  // The head of a post is text already; nothing is escaped there.
  const head = fitter({sizeOf: char => char.length}).fit('the title', title, LONGEST_TITLE);
  const blocks = [
    {type: 'header', text: {type: 'plain_text', text: head, emoji: false}},
    ...(mentions.length === 0 ? [] : [section(mentions.join(' '))]),
    ...textSections(head === title ? message.text : `${message.title}\n\n${message.text}`, fit),
    ...fieldSection(message.fields ?? [], fit),
    ...(opening === undefined ? [] : openingSections(opening, fit)),
    ...contexts(message, fit),
  ];
  const text = [...mentions, escaped(fit.fit('the notification', title, LONGEST_SECTION))].join(' ');
  const remark = fit.remark();
  return {text, blocks, ...(remark === undefined ? {} : {remark})};
}

function openingSections(opening: TargetMessage, fit: Fitter): readonly object[] {
  return [...textSections(opening.text, fit), ...fieldSection(opening.fields ?? [], fit), ...contexts(opening, fit)];
}

function section(text: string): object {
  return {type: 'section', text: {type: 'mrkdwn', text, verbatim: true}};
}

function textSections(text: string, fit: Fitter): readonly object[] {
  const fitted = fit.fit('the text', text.trim(), MOST_SECTIONS * (LONGEST_SECTION - 1));
  return pieces(fitted).map(piece => section(escaped(piece)));
}

/** Between two lines where that is possible. */
function pieces(text: string): readonly string[] {
  if (text === '') return [];
  let end = 0;
  let used = 0;
  for (const char of text) {
    used += sizeOf(char);
    if (used > LONGEST_SECTION) break;
    end += char.length;
  }
  const line = end === text.length ? -1 : text.lastIndexOf('\n', end);
  const cut = line > end / 2 ? line : end;
  const rest = text.slice(cut).replace(/^\n/, '');
  return [text.slice(0, cut), ...pieces(rest)];
}

function fieldSection(fields: NonNullable<TargetMessage['fields']>, fit: Fitter): readonly object[] {
  if (fields.length === 0) return [];
  const shown = fields.slice(0, MOST_FIELDS).map(({name, value}) => {
    const title = fit.fit('a field', name, LONGEST_FIELD / 4);
    return {
      type: 'mrkdwn',
      text: `*${escaped(title)}*\n${escaped(fit.fit(`the field ${title}`, value, LONGEST_FIELD / 2))}`,
      verbatim: true,
    };
  });
  const rest = fields.slice(MOST_FIELDS).map(({name, value}) => `${name}: ${value}`);
  return [{type: 'section', fields: shown}, ...textSections(rest.join('\n'), fit)];
}

function contexts(message: TargetMessage, fit: Fitter): readonly object[] {
  const {labels = {}, links = []} = message;
  const linked = links
    .slice(0, MOST_LINKS)
    .map(link)
    .filter(text => text.length < (LONGEST_SECTION / MOST_LINKS) * 4);
  const texts = [
    ...inLines(linked),
    escaped(fit.fit('the labels', labelText(labels), LONGEST_SECTION)),
    escaped(fit.fit('the signature', signature(message), LONGEST_FIELD)),
  ];
  return texts
    .filter(text => text !== '')
    .map(text => ({type: 'context', elements: [{type: 'mrkdwn', text, verbatim: true}]}));
}

/** Links in lines that a block takes; a link is never cut. */
function inLines(links: readonly string[]): readonly string[] {
  const lines: string[] = [];
  for (const one of links) {
    const last = lines.at(-1);
    const joined = `${last} · ${one}`;
    if (last === undefined || joined.length > LONGEST_SECTION) lines.push(one);
    else lines[lines.length - 1] = joined;
  }
  return lines;
}
