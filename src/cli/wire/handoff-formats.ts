import {htmlPage} from '../../messages/handoff-html.js';
import {type SlackMessage, slackMessages} from '../../messages/slack-blocks.js';

/** A handoff in the formats that are made from its Markdown. */
export const handoffFormats = {
  html: htmlPage,
  slack: (markdown: string): readonly SlackMessage[] => slackMessages(markdown),
};
