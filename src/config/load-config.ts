import {dirname} from 'node:path';
import {defined} from '../lib/defined.js';
import {oneLine} from '../lib/one-line.js';
import {OperatorError} from '../lib/operator-error.js';
import {accessOf} from './access.js';
import {fromFile, fromNames} from './alertmanagers.js';
import {type AmtoolConfig, readAmtool} from './amtool.js';
import {calendarOf, ownZone} from './calendar.js';
import {checklistsOf} from './checklists.js';
import {
  type Access,
  type AlertmanagerConfig,
  type Config,
  type ConfigFlags,
  OUTPUT_FORMATS,
  type OutputFormat,
} from './config.js';
import {DEFAULT_ACK, DEFAULT_SEVERITY} from './defaults.js';
import {contactsOf, policiesOf} from './escalation.js';
import {feedOf} from './feed.js';
import {figuresOf} from './figures.js';
import {incidentsOf} from './incidents.js';
import {milliseconds} from './milliseconds.js';
import {absolutePath, defaultConfigPath, defaultStateDir, osUser, type Surroundings} from './places.js';
import {type Reader, readConfigFile} from './read-file.js';
import {relayOf} from './relay.js';
import {runbooksOf} from './runbooks.js';
import {schedulesOf, unknownPeople} from './schedule.js';
import type {FileConfig} from './schema.js';
import {turnsOf} from './shift.js';
import {type TargetKinds, targetsOf} from './targets.js';
import {uiOf} from './ui.js';

export interface ConfigRequest extends Surroundings {
  readonly flags: ConfigFlags;
  /** How our file is opened; `store` (conf) unless said otherwise. */
  readonly reader?: Reader;
  /** The kinds of targets there are; without them the options of targets are not checked. */
  readonly targetKinds?: () => Promise<TargetKinds>;
}

/**
 * The configuration in force: flags over environment over our file over amtool's files over defaults. Rejects with
 * `OperatorError` when something in it is wrong. Reads no secret.
 */
export async function loadConfig(request: ConfigRequest): Promise<Config> {
  const place = configPlace(request);
  const {reader = 'store'} = request;
  const file = await readConfigFile(place.path, reader, request.targetKinds);
  if (file === undefined && place.named !== undefined && reader !== 'none' && reader !== 'bare') {
    throw new OperatorError(`The configuration ${place.path}, named by ${place.named}, does not exist.`, {
      hint: 'Create it with `wk config init`, or name another one.',
    });
  }
  const sources = {
    request,
    path: place.path,
    file: file ?? {},
    amtool: reader === 'bare' ? {values: {}, warnings: []} : await readAmtool(request),
    origins: place.named === undefined ? {} : {config: place.named},
    warnings: [],
  };
  const alertmanagers = reader === 'bare' ? [] : await chooseAlertmanagers(sources);
  const {prometheus, feed, relay, calendar, escalation = {}, contacts = {}} = sources.file;
  const look = await lookOf(sources);
  return {
    ...(file === undefined ? {} : {file: place.path}),
    path: place.path,
    stateDir: chooseStateDir(sources),
    operator: chooseOperator(sources),
    readOnly: request.flags.readOnly === true || isOn(request.env.WK_READ_ONLY),
    alertmanagers,
    ...(prometheus === undefined
      ? {}
      : {
          prometheus: {
            url: prometheus.url.replace(/\/+$/, ''),
            ...accessOf(prometheus, dirname(place.path), request.home),
          },
        }),
    ...(feed === undefined ? {} : {feed: feedOf(feed, dirname(place.path), request.home)}),
    ...(relay === undefined ? {} : {relay: relayOf(relay, dirname(place.path), request.home)}),
    ...(calendar === undefined ? {} : {calendar: calendarOf(calendar, ownZone(sources.file))}),
    policies: policiesOf(escalation),
    contacts: contactsOf(contacts),
    targets: targetsOf(sources.file.targets, dirname(place.path), request.home),
    schedules: schedulesOf(sources.file, dirname(place.path), request.home),
    ...fileSections(sources.file),
    ui: look.ui,
    ...templatesOf(sources),
    runbooks: runbooksOf(sources.file, place.path, request.home),
    ...amtoolPreferences(sources),
    warnings: [...sources.amtool.warnings, ...sources.warnings, ...look.warnings],
    remarks: [...unknownPeople(sources.file), ...look.remarks],
    origins: sources.origins,
  };
}

function templatesOf({file, path, request}: Sources): Pick<Config, 'templates'> {
  return file.templates === undefined ? {} : {templates: absolutePath(file.templates, dirname(path), request.home)};
}

interface Sources {
  readonly request: ConfigRequest;
  readonly path: string;
  readonly file: FileConfig;
  readonly amtool: AmtoolConfig;
  readonly origins: Record<string, string>;
  readonly warnings: string[];
}

/** Where our file is, and who named it; nobody has to. */
export function configPlace(request: ConfigRequest): {readonly path: string; readonly named?: string} {
  const {flags, env, cwd, home} = request;
  if (flags.config !== undefined) {
    return {path: absolutePath(flags.config, cwd, home), named: '--config'};
  }
  return env.WK_CONFIG
    ? {path: absolutePath(env.WK_CONFIG, cwd, home), named: 'WK_CONFIG'}
    : {path: defaultConfigPath(request)};
}

async function chooseAlertmanagers(sources: Sources): Promise<readonly AlertmanagerConfig[]> {
  const {request, path, file, amtool, origins} = sources;
  const known = fromFile(file.alertmanagers ?? [], dirname(path), request.home);
  const flags = request.flags.alertmanager ?? [];
  if (flags.length > 0) {
    origins.alertmanagers = '--alertmanager';
    const options = {origin: '--alertmanager', known, userinfo: 'refuse'} as const;
    return fromNames(flags, {...options, access: await amtoolAccess(sources)});
  }
  if (request.env.ALERTMANAGER_URL) {
    origins.alertmanagers = 'ALERTMANAGER_URL';
    const options = {origin: 'ALERTMANAGER_URL', known, userinfo: 'accept'} as const;
    return fromNames([request.env.ALERTMANAGER_URL], {...options, access: await amtoolAccess(sources)});
  }
  const url = amtool.values['alertmanager.url'];
  if (known.length > 0 || url === undefined) {
    origins.alertmanagers = path;
    return known;
  }
  origins.alertmanagers = url.file;
  const options = {origin: `alertmanager.url in ${url.file}`, known, userinfo: 'accept'} as const;
  return fromNames([url.value], {...options, access: await amtoolAccess(sources)});
}

async function amtoolAccess({amtool, request, warnings}: Sources): Promise<Access> {
  const named = amtool.values['http.config.file'];
  if (named === undefined) {
    return {headers: {}};
  }
  const {readHttpConfig} = await import('./http-config.js');
  const {access, warnings: more} = await readHttpConfig(
    absolutePath(named.value, request.cwd, request.home),
    request.home,
  );
  warnings.push(...more);
  return access;
}

function chooseStateDir({request, path, file, origins}: Sources): string {
  const {flags, env, cwd, home} = request;
  if (flags.state !== undefined) {
    origins.state = '--state';
    return absolutePath(flags.state, cwd, home);
  }
  if (env.WK_STATE) {
    origins.state = 'WK_STATE';
    return absolutePath(env.WK_STATE, cwd, home);
  }
  if (file.state !== undefined) {
    origins.state = path;
    return absolutePath(file.state, dirname(path), home);
  }
  return defaultStateDir(request);
}

function chooseOperator({request, path, file, amtool, origins}: Sources): string {
  const author = amtool.values.author;
  const candidates: readonly (readonly [string | undefined, string])[] = [
    [request.flags.operator, '--operator'],
    [request.env.WK_OPERATOR, 'WK_OPERATOR'],
    [file.operator, path],
    [author?.value, author?.file ?? ''],
  ];
  for (const [given, origin] of candidates) {
    const name = oneLine(given ?? '');
    if (name) {
      origins.operator = origin;
      return name;
    }
  }
  origins.operator = 'the account';
  return oneLine(osUser(request.env));
}

/** Whoever listens says so here, or in the file. */
async function lookOf({file, path, request}: Sources) {
  const {flags, env, home} = request;
  const look = await uiOf(file, given => absolutePath(given, dirname(path), home));
  return flags.reader === true || isOn(env.WK_READER) ? {...look, ui: {...look.ui, reader: true}} : look;
}

function isOn(value: string | undefined): boolean {
  return value !== undefined && value !== '' && value !== '0' && value !== 'false';
}

function fileSections(
  file: FileConfig,
): Pick<Config, 'ack' | 'severity' | 'links' | 'incidents' | 'figures' | 'posts' | 'checklists' | 'turns' | 'changes'> {
  const {ack, severity} = file;
  const {duration, remind, ...restOfAck} = ack ?? {};
  return {
    ack: {
      ...DEFAULT_ACK,
      ...defined(restOfAck),
      duration: milliseconds(duration) ?? DEFAULT_ACK.duration,
      remind: milliseconds(remind) ?? DEFAULT_ACK.remind,
    },
    severity: {
      label: severity?.label ?? DEFAULT_SEVERITY.label,
      scheme: severity?.scheme ?? DEFAULT_SEVERITY.scheme,
      map: {...DEFAULT_SEVERITY.map, ...severity?.map},
      sla: slaOf(severity?.sla),
    },
    links: file.links ?? {},
    incidents: incidentsOf(file),
    ...figuresOf(file),
    ...(file.handoff?.posts === undefined ? {} : {posts: file.handoff.posts}),
    ...checklistsOf(file),
    ...turnsOf(file),
    ...(file.changes === undefined ? {} : {changes: file.changes}),
  };
}

type FileSla = NonNullable<NonNullable<FileConfig['severity']>['sla']>;

function slaOf(given: FileSla | undefined): Config['severity']['sla'] {
  const one = (level: keyof FileSla) => {
    const fallback = DEFAULT_SEVERITY.sla[level];
    const update = milliseconds(given?.[level]?.update) ?? fallback.update;
    return {ack: milliseconds(given?.[level]?.ack) ?? fallback.ack, ...(update === undefined ? {} : {update})};
  };
  return {P1: one('P1'), P2: one('P2'), P3: one('P3'), P4: one('P4')};
}

function amtoolPreferences({
  request,
  amtool,
  warnings,
}: Sources): Pick<Config, 'output' | 'dateFormat' | 'requireComment'> {
  const output = request.flags.output ?? amtoolOutput(amtool, warnings);
  const dateFormat = amtool.values['date.format']?.value;
  return {
    ...(output === undefined ? {} : {output: outputFormat(output)}),
    ...(dateFormat === undefined ? {} : {dateFormat}),
    requireComment: amtool.values['require-comment']?.value !== 'false',
  };
}

/** amtool's `extended` is our `wide`. */
function amtoolOutput({values}: AmtoolConfig, warnings: string[]): OutputFormat | undefined {
  const {value, file} = values.output ?? {};
  if (value === 'extended') {
    return 'wide';
  }
  if (value !== undefined && value !== 'simple' && value !== 'json') {
    warnings.push(`${file}: output \`${value}\` is not known and is left out; use simple, extended or json`);
    return undefined;
  }
  return value;
}

function outputFormat(value: string): OutputFormat {
  const known = OUTPUT_FORMATS.find(format => format === value);
  if (known !== undefined) return known;
  throw new OperatorError(`There is no output format \`${value}\`.`, {hint: 'Use -o table, wide, json or simple.'});
}
