import * as v from 'valibot';
import {CHANGE_LINES} from '../core/alert/observed-changes.js';
import {THEMES} from '../core/look/themes.js';
import {argv, flag, httpUrl, isHttpUrl, secret, sourceName, text} from '../lib/option-parts.js';
import {access, headers, target, tls} from './access-schema.js';
import {alertmanager} from './alertmanager-schema.js';
import {calendar} from './calendar-schema.js';
import {checklists} from './checklists-schema.js';
import {ACK, filterText, groupText, labelName, linkTemplate, REMIND, RUN, SLA, unlikeViews, zone} from './checks.js';
import {contacts, escalation} from './escalation-schema.js';
import {figures} from './figures-schema.js';
import {incidents} from './incidents-schema.js';
import {relay} from './relay-schema.js';
import {schedule} from './schedule-schema.js';
import {shift} from './shift-schema.js';

const prometheus = v.strictObject({url: httpUrl, ...access}, 'write {url: http://prometheus:9090}');

const SCHEDULE = 'write NAME: {kind: rotation, users: [ana, lee], length: 7d, start: 2026-11-02T09:00}';
const FEED_URL = 'write a URL such as ws://relay:9095/v1/feed, without user and password';

const feed = v.strictObject(
  {
    url: v.pipe(
      v.string(FEED_URL),
      v.check(value => isFeedUrl(value), FEED_URL),
    ),
    token: v.optional(secret),
    format: v.optional(v.picklist(['watchkeeper', 'alertmanager'], 'write watchkeeper or alertmanager')),
    source: v.optional(sourceName),
    headers: v.optional(headers),
    tls: v.optional(tls),
  },
  'write {url: ws://relay:9095/v1/feed, token: {env: NAME}}',
);

const ack = v.strictObject(
  {
    duration: v.optional(ACK),
    prefix: v.optional(text),
    recognise: v.optional(v.array(text, 'write a list of prefixes')),
    comment: v.optional(text),
    extend: v.optional(flag),
    remind: v.optional(REMIND),
  },
  'write {duration: 15m, prefix: "ACK!"}',
);

const level = v.picklist(['P1', 'P2', 'P3', 'P4'], 'write P1, P2, P3 or P4');
const sla = v.strictObject({ack: v.optional(SLA), update: v.optional(SLA)}, 'write {ack: 5m, update: 30m}');

const severity = v.strictObject(
  {
    label: v.optional(labelName),
    scheme: v.optional(v.picklist(['name', 'p0', 'p1', 'sev'], 'write name, p0, p1 or sev')),
    map: v.optional(v.record(v.string(), level, 'write VALUE: P1')),
    sla: v.optional(
      v.strictObject(
        {P1: v.optional(sla), P2: v.optional(sla), P3: v.optional(sla), P4: v.optional(sla)},
        'write {P1: {ack: 5m}}',
      ),
    ),
  },
  'write {label: severity, map: {page: P1}}',
);

const words = v.array(text, 'write a list: [mytool status, othertool]');

const runbooks = v.strictObject(
  {
    roots: v.optional(v.array(text, 'write a list of folders: [~/ops/runbooks]')),
    via: v.optional(v.array(text, 'write a list: [ssh, bastion]')),
    idle: v.optional(RUN),
    timeout: v.optional(RUN),
    commands: v.optional(
      v.strictObject(
        {
          reads: v.optional(words),
          changes: v.optional(words),
          destructive: v.optional(words),
          terminal: v.optional(words),
          endless: v.optional(words),
        },
        'write {reads: [mytool status], destructive: [mytool wipe]}',
      ),
    ),
  },
  'write {roots: [~/ops/runbooks]}',
);

const THEME_NAMES = THEMES.map(theme => theme.name);

const ui = v.strictObject(
  {
    filter: v.optional(filterText),
    group: v.optional(groupText),
    views: v.optional(
      v.pipe(
        v.array(
          v.strictObject(
            {name: text, filter: v.optional(filterText), group: v.optional(groupText)},
            'write {name: NAME, filter: FILTER}',
          ),
          'write a list: [{name: NAME, filter: FILTER}]',
        ),
        unlikeViews,
      ),
    ),
    title: v.optional(flag),
    bell: v.optional(flag),
    zone: v.optional(zone),
    theme: v.optional(
      v.pipe(
        v.picklist(THEME_NAMES, `write ${THEME_NAMES.slice(0, -1).join(', ')} or ${THEME_NAMES.at(-1)}`),
        v.metadata({description: 'The colours of the cockpit; `:theme NAME` tries another one.'}),
      ),
    ),
    skin: v.optional(v.pipe(text, v.metadata({description: "A skin file of k9s, in the theme's place."}))),
    ascii: v.optional(v.pipe(flag, v.metadata({description: 'Draw with ASCII alone, whatever the locale says.'}))),
    reader: v.optional(
      v.pipe(
        flag,
        v.metadata({description: 'Say what changes as plain lines, for a screen reader, as --reader does.'}),
      ),
    ),
  },
  'write {group: route, bell: true}',
);

/** The shape of our configuration file, before defaults. */
export const FILE_SCHEMA = v.strictObject(
  {
    operator: v.optional(text),
    state: v.optional(text),
    alertmanagers: v.optional(v.array(alertmanager, 'write a list: [{name: NAME, urls: [http://am-1:9093]}]')),
    prometheus: v.optional(prometheus),
    ack: v.optional(ack),
    severity: v.optional(severity),
    links: v.optional(v.record(v.string(), linkTemplate, 'write NAME: URL')),
    changes: v.optional(
      v.pipe(
        v.strictObject({command: argv}, 'write {command: [program, argument]}'),
        v.metadata({
          description: `A command that prints recent changes, ${CHANGE_LINES}. The alert is in WK_ALERT, its service in WK_SERVICE.`,
        }),
      ),
    ),
    ui: v.optional(ui),
    feed: v.optional(feed),
    relay: v.optional(relay),
    targets: v.optional(v.record(sourceName, target, 'write NAME: {kind: slack, webhook: {env: NAME}}')),
    escalation: v.optional(escalation),
    contacts: v.optional(contacts),
    calendar: v.optional(calendar),
    schedule: v.optional(v.record(sourceName, schedule, SCHEDULE)),
    runbooks: v.optional(runbooks),
    incidents: v.optional(incidents),
    figures: v.optional(figures),
    checklists: v.optional(checklists),
    shift: v.optional(shift),
    templates: v.optional(v.pipe(text, v.metadata({description: 'A folder of Liquid templates for messages.'}))),
    handoff: v.optional(
      v.strictObject(
        {
          posts: v.optional(
            v.pipe(
              v.array(sourceName, 'write a list of targets: [room]'),
              v.metadata({description: 'Targets that are told when a watch begins and ends.'}),
            ),
          ),
        },
        'write {posts: [room]}',
      ),
    ),
  },
  'write sections such as `alertmanagers:` and `operator:`',
);

export type FileConfig = v.InferOutput<typeof FILE_SCHEMA>;
export type FileAccess = Pick<v.InferOutput<typeof prometheus>, 'auth' | 'headers' | 'tls' | 'proxy'>;
export type FileSecret = v.InferOutput<typeof secret>;

function isFeedUrl(value: string): boolean {
  if (!/^(wss?|https?):\/\//i.test(value)) return false;
  return isHttpUrl(value.replace(/^ws/i, 'http'));
}
