import * as v from 'valibot';
import {text} from '../../lib/option-parts.js';
import {httpEntries, secretPlace} from '../option-entries.js';

const responder = v.pipe(
  v.strictObject({
    type: v.picklist(['user', 'team', 'escalation', 'schedule'], 'write user, team, escalation or schedule'),
    name: v.optional(text),
    id: v.optional(text),
    username: v.optional(text),
  }),
  v.check(({name, id, username}) => (name ?? id ?? username) !== undefined, 'give its name, id or username'),
);

const common = {
  /** The key of an API integration. */
  api_key: secretPlace,
  /** Who is told of a new alert, where the integration does not say it. */
  responders: v.optional(v.pipe(v.array(responder), v.maxLength(50, 'no more than 50')), []),
  tags: v.optional(v.array(text), []),
  /** Names of escalations, level 1 first. */
  levels: v.optional(v.array(text), []),
  /** Whose people on call are asked for; all where none is named. */
  schedules: v.optional(v.array(text), []),
};

const {url, timeout} = httpEntries('https://api.opsgenie.com');

export const opsgenieOptions = v.strictObject(
  {
    ...common,
    /** Where the account lives; `url` is stronger. */
    region: v.optional(v.picklist(['us', 'eu'], 'write us or eu'), 'us'),
    url: v.optional(url.wrapped),
    timeout,
  },
  'write {kind: opsgenie, api_key: {env: NAME}}',
);

export const jsmOptions = v.strictObject(
  {
    ...common,
    ...httpEntries('https://api.atlassian.com'),
    /** For what the key of an integration does not open: escalating, changing, finding, who is on call. */
    account: v.optional(v.strictObject({cloud_id: text, email: text, token: secretPlace})),
  },
  'write {kind: jsm, api_key: {env: NAME}}',
);
