import type {TargetMessage} from '../../core/escalation/target.js';
import {plainText} from '../../lib/plain-text.js';

const TEST_LINE = 'This is a test of Watchkeeper. Nothing is wrong, and nothing has to be done.';

/** The message with every text of it filtered; a test says so in its title and in its first line. */
export function readable(message: TargetMessage, test: boolean): TargetMessage {
  const title = plainText(message.title.replace(/\s+/g, ' ')).trim();
  const text = plainText(message.text, {multiline: true});
  const {labels, links, fields} = message;
  return {
    ...message,
    title: test ? `[TEST] ${title}` : title,
    text: test ? [TEST_LINE, text].filter(part => part !== '').join('\n\n') : text,
    source: plainText(message.source),
    by: plainText(message.by),
    ...(labels === undefined ? {} : {labels: filteredRecord(labels)}),
    ...(links === undefined
      ? {}
      : {links: links.map(({title: name, url}) => ({title: plainText(name), url: plainText(url)}))}),
    ...(fields === undefined
      ? {}
      : {fields: fields.map(({name, value}) => ({name: plainText(name), value: plainText(value, {multiline: true})}))}),
  };
}

function filteredRecord(labels: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(labels).map(([name, value]) => [plainText(name), plainText(value)]));
}
