import type {Config} from '../../config/config.js';
import {waysOf} from '../../core/escalation/contact.js';
import {onCallAt} from '../../core/schedule/on-call.js';
import type {CommandSpec} from '../command.js';

export const contacts: CommandSpec = {
  arguments: [{name: 'word', help: 'only those whose name, field or note has it', optional: true}],
  flags: [],
  details: 'Lists who can be called, what they know about, and how: people, teams, and the support of vendors.',
  examples: ['wk contacts', 'wk contacts database'],
  async run(args, context) {
    const config = await context.loadConfig(args.globals);
    const [word = ''] = args.words;
    const onCall = onCallNow(config, context.now());
    const found = Object.values(config.contacts).filter(({contact, name, field = '', note = ''}) =>
      [contact, name, field, note].some(text => text.toLowerCase().includes(word.toLowerCase())),
    );
    return {
      data: {
        json: () => found.map(({ids: _ids, ...contact}) => ({...contact, onCall: onCall.get(contact.contact) ?? []})),
        text: () => ({
          headings: ['CONTACT', 'NAME', 'FIELD', 'HOW', 'WHEN', 'ON CALL'],
          rows: found.map(one => [
            one.contact,
            one.name,
            one.field ?? '',
            waysOf(one).join(', '),
            one.hours ?? '',
            (onCall.get(one.contact) ?? []).join(', '),
          ]),
        }),
      },
      said: found.length > 0 ? [] : [saidOfNone(config, word)],
    };
  },
};

/** The schedules that somebody is on now, by contact. */
function onCallNow({schedules}: Config, now: number): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  for (const one of schedules) {
    if (one.kind !== 'own') continue;
    const user = onCallAt(one.schedule, now)?.user;
    if (user !== undefined) found.set(user, [...(found.get(user) ?? []), one.schedule.name]);
  }
  return found;
}

function saidOfNone({contacts: all, path}: Config, word: string): string {
  return Object.keys(all).length === 0
    ? `No contacts are configured. Name them under \`contacts:\` in ${path}.`
    : `No contact fits "${word}".`;
}
