import {createHash} from 'node:crypto';
import type {TargetRequest} from '../../core/escalation/target.js';
import {bareTitle} from '../text/bare-title.js';
import type {Fitter} from '../text/fit.js';
import {messageText} from '../text/message-text.js';
import type {Mail} from './smtp.js';

const LONGEST_SUBJECT = 200;
const LONGEST_TEXT = 100_000;
const STATES = {firing: '', acked: 'ACKED', resolved: 'RESOLVED', info: ''} as const;

export interface Composed {
  readonly mail: Mail;
  /** Of the mail that began the thread. */
  readonly root: string;
}

/**
 * The mail of a request. Its Message-ID is the same for every try, and tells a mail server that it has it already; every
 * mail of a thread refers to its first one, whose id follows from the thread alone.
 */
export async function compose(
  request: TargetRequest,
  people: {readonly from: string; readonly to: readonly string[]},
  fit: Fitter,
): Promise<Composed> {
  const {default: MailComposer} = await import('nodemailer/lib/mail-composer');
  const {message, verb, key, thread, ref} = request;
  const domain = /@([^@>\s]+)>?\s*$/.exec(people.from)?.[1] ?? 'watchkeeper';
  const root = ref?.message_id ?? `<wk.${digest(thread)}@${domain}>`;
  const isRoot = verb === 'create';
  const state = STATES[message.status];
  const subject = fit.fit(
    'the subject',
    message.status === 'info' ? message.title : `[${message.severity}] ${bareTitle(message)}`,
    LONGEST_SUBJECT,
  );
  const node = new MailComposer({
    from: people.from,
    to: [...people.to],
    // Mail programs that thread by subject too want the same one.
    subject: oneLine(isRoot ? subject : `Re: ${subject}`),
    date: new Date(message.at),
    messageId: isRoot ? root : `<wk.${digest(thread)}.${digest(`${verb} ${key}`)}@${domain}>`,
    ...(isRoot ? {} : {inReplyTo: root, references: root}),
    headers: {
      'Auto-Submitted': 'auto-generated',
      'X-Watchkeeper-Key': oneLine(key),
      ...(message.severity === 'P1' || message.severity === 'P2' ? {Importance: 'High', 'X-Priority': '1'} : {}),
    },
    text: fit.fit('the text', [state, messageText(message)].filter(part => part !== '').join('\n\n'), LONGEST_TEXT),
    disableFileAccess: true,
    disableUrlAccess: true,
  }).compile();
  const {from, to} = node.getEnvelope();
  return {root, mail: {from: from || '', to: to ?? [], raw: await node.build()}};
}

/** A line end would begin another header. */
function oneLine(text: string): string {
  return text.replace(/[\r\n]+/g, ' ');
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 32);
}
