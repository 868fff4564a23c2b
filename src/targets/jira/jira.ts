import * as v from 'valibot';
import {TargetError} from '../../core/escalation/target.js';
import {httpUrl, text} from '../../lib/option-parts.js';
import {plainText} from '../../lib/plain-text.js';
import {defineTarget} from '../define-target.js';
import type {HttpAnswer} from '../http/answer.js';
import {basicAccess} from '../http/basic-access.js';
import {http, readAnswer} from '../http/http.js';
import type {RefusalWords} from '../http/refusal.js';
import {vendorApi} from '../http/vendor-api.js';
import {secretPlace, timeoutEntry} from '../option-entries.js';
import {powersBut} from '../powers.js';
import {readEach} from '../read-each.js';
import {secretOf} from '../secret-of.js';
import {sendByVerb} from '../send-by-verb.js';
import {severityNames} from '../severity-names.js';
import {issueActs} from './acts.js';

/** A label has no spaces. */
const label = v.pipe(text, v.regex(/^\S+$/, 'a label has no spaces'), v.maxLength(255, 'no more than 255 characters'));

const options = v.strictObject(
  {
    /** Of the site. */
    url: httpUrl,
    /** Of the account that the token belongs to. */
    email: text,
    token: secretPlace,
    /** Its key. */
    project: text,
    /** Name of the type of its issues. */
    type: v.optional(text, 'Task'),
    /** Other types by the kind of ticket. */
    types: v.optional(v.record(text, text), {}),
    priorities: severityNames,
    labels: v.optional(v.array(label), []),
    /** Name of the transition that ends an issue; else the first into a status of the category done. */
    done: v.optional(text),
    ...timeoutEntry,
  },
  'write {kind: jira, url: https://SITE.atlassian.net, email: MAIL, token: {env: NAME}, project: KEY}',
);

const myself = v.looseObject({displayName: v.nullish(v.string(), '')});
const typeList = v.looseObject({issueTypes: v.optional(v.unknown()), values: v.optional(v.unknown())});
const rawType = v.looseObject({name: v.string()});

const ASSIGNED = 'an issue is assigned, not acknowledged';

/** Issues of a Jira in the cloud: tickets, not pages. */
export const jira = defineTarget({
  kind: 'jira',
  options,
  create(_, settings, tools) {
    const {email, token: place, project, timeout} = settings;
    const site = settings.url.replace(/\/+$/, '');
    const api = vendorApi({
      web: http({tools, timeout}),
      root: site,
      access: async () => basicAccess(email, await secretOf(tools, place, 'token')),
      words,
    });
    const {find, ...acts} = issueActs(api, site, settings);
    return {
      powers: powersBut({
        ack: ASSIGNED,
        release: ASSIGNED,
        escalate: 'Jira pages nobody',
        'on-call': 'Jira has no schedules; those of Jira Service Management are of kind `jsm`',
      }),
      repeats: 'search',
      send: sendByVerb(acts),
      find,
      async check(signal) {
        const {displayName} = readAnswer(await api({path: '/rest/api/3/myself'}, signal), myself);
        const path = `/rest/api/3/issue/createmeta/${encodeURIComponent(project)}/issuetypes`;
        const listed = readAnswer(await api({path, query: {maxResults: '200'}}, signal), typeList);
        const names = readEach(rawType, listed.issueTypes ?? listed.values).map(({name}) => name);
        demandTypes(names, [settings.type, ...Object.values(settings.types)]);
        return `Jira lets ${plainText(displayName || email, {maxLength: 100})} create issues in ${project}.`;
      },
    };
  },
});

/** A limit that is reached says its name, and a token that is wrong finds nothing. */
function words({status, header, said}: HttpAnswer): RefusalWords {
  const reason = plainText(header('ratelimit-reason'), {maxLength: 100});
  return status === 429 && reason !== '' ? {said: [reason, said].filter(part => part !== '').join(': ')} : {};
}

function demandTypes(known: readonly string[], wanted: readonly string[]): void {
  const missing = wanted.find(type => !known.includes(type));
  if (missing === undefined) return;
  const names = plainText(known.join(', '), {maxLength: 300}) || 'none';
  throw new TargetError('rejected', `The project has no issue type called ${missing}. It has: ${names}.`, {
    hint: 'Write one of these as `type:` or under `types:` of this target.',
  });
}
