import * as v from 'valibot';
import {type Target, TargetError, type TargetMessage, type TargetRequest} from '../../core/escalation/target.js';
import {plainText} from '../../lib/plain-text.js';
import {type Fitter, fitter} from '../text/fit.js';
import {messageText} from '../text/message-text.js';
import {remarked} from '../text/remarked.js';

type Send = Target['send'];

const LONGEST_TEXT = 20_480;

type MessageType = 'CRITICAL' | 'WARNING' | 'ACKNOWLEDGEMENT' | 'INFO' | 'RECOVERY';

/** What can be done by events. */
export function eventActs(post: (event: unknown, signal: AbortSignal) => Promise<void>) {
  const send =
    (type: (request: TargetRequest) => MessageType): Send =>
    async (request, {signal}) => {
      const fit = fitter();
      await post(event(request, type(request), fit), signal);
      return {ref: {entity_id: request.thread}, ...remarked(fit.remark())};
    };
  const page = send(({message}) => typeOf(message));
  return {
    create: page,
    update: page,
    ack: send(() => 'ACKNOWLEDGEMENT'),
    resolve: send(() => 'RECOVERY'),
    note: send(() => 'INFO'),
  };
}

/** One event about an entity: its id is what the vendor keeps one incident by, from its start to its end. */
function event(request: TargetRequest, type: MessageType, fits: Fitter): unknown {
  const {message} = request;
  const link = message.links?.[0]?.url;
  return {
    message_type: type,
    entity_id: request.thread,
    entity_display_name: message.title,
    state_message: fits.fit('the text', messageText(message), LONGEST_TEXT),
    state_start_time: Math.floor(message.at / 1_000),
    monitoring_tool: 'watchkeeper',
    ...(type === 'ACKNOWLEDGEMENT' ? {ack_author: message.by, ack_msg: message.title} : {}),
    ...(link === undefined ? {} : {alert_url: link}),
  };
}

/** `INFO` would page nobody, so that even the least bad is a warning. */
function typeOf({severity, status}: TargetMessage): MessageType {
  // To page after the end would open it again.
  if (status === 'resolved') return 'RECOVERY';
  return severity === 'P1' || severity === 'P2' ? 'CRITICAL' : 'WARNING';
}

const resultBody = v.looseObject({
  result: v.string(),
  messages: v.optional(v.unknown()),
  message: v.optional(v.unknown()),
});

/** A failure comes with status 200 too. */
export function demandSuccess(json: unknown): void {
  const read = v.safeParse(resultBody, json);
  if (!read.success) {
    throw new TargetError('bad-answer', 'Splunk On-Call answered without a result.', {
      hint: 'Check `url`: something else may answer there.',
    });
  }
  const {result, messages, message} = read.output;
  if (result === 'success') return;
  const said = plainText([messages ?? message ?? result].flat().map(String).join('; '), {maxLength: 300});
  throw new TargetError('rejected', `Splunk On-Call refused it: ${said}.`, {
    hint: 'Check `api_key` and `routing_key` of this target against the REST integration there.',
  });
}
