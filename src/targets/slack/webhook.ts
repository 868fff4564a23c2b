import {TargetError} from '../../core/escalation/target.js';
import type {MadeTarget} from '../define-target.js';
import {DELIVERS} from '../delivers.js';
import type {HttpAnswer} from '../http/answer.js';
import {http} from '../http/http.js';
import {refusal} from '../http/refusal.js';
import {secretOf} from '../secret-of.js';
import type {SecretPlace, TargetTools} from '../target-kind.js';
import {postOf} from './blocks.js';
import {mention} from './people.js';

/** An incoming webhook: it posts, and knows nothing of what it has posted. */
export function slackWebhook(place: SecretPlace, timeout: number, tools: TargetTools): MadeTarget {
  const web = http({tools, timeout});
  const post = async (json: unknown, signal: AbortSignal): Promise<HttpAnswer> => {
    const url = await secretOf(tools, place, 'webhook');
    demandUrl(url);
    return web.ask({method: 'POST', url, json, secrets: [url], signal});
  };
  return {
    powers: {...DELIVERS, find: 'an incoming webhook can only post', 'on-call': 'Slack has no schedules'},
    repeats: 'none',
    budget: {requests: 1, per: 1_000, account: `slack ${JSON.stringify(place)}`},
    async send({message, people = []}, {signal}) {
      const mentions = people.filter(who => /^[UWS][A-Z0-9]+$/.test(who)).map(mention);
      const {text, blocks, remark} = postOf(message, {mentions});
      const answer = await post({text, blocks, unfurl_links: false, unfurl_media: false}, signal);
      if (answer.status !== 200 || answer.text.trim() !== 'ok') throw refusal(answer);
      return remark === undefined ? {} : {remark};
    },
    async check(signal) {
      // Nothing to say is refused, but only by a webhook that would have said something.
      const answer = await post({text: ''}, signal);
      // Some that stand in for Slack take it, and show nothing.
      if (answer.status === 200 && answer.text.trim() === 'ok') return 'The webhook takes what is posted.';
      if (answer.status !== 400 || !/no_text|invalid_payload|missing_text/.test(answer.text)) throw refusal(answer);
      return 'Slack knows this webhook.';
    },
  };
}

function demandUrl(url: string): void {
  if (/^https?:\/\//i.test(url) && URL.canParse(url)) return;
  throw new TargetError('refused', 'The secret of `webhook` is no URL.', {
    hint: 'It is the whole address that Slack shows for the webhook: https://hooks.slack.com/services/...',
  });
}
