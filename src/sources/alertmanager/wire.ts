import type {Alert} from '../../core/alert/alert.js';
import type {Group} from '../../core/alert/group.js';
import type {Silence} from '../../core/alert/silence.js';
import type {FeedAlert} from '../../core/feed/message.js';
import type {Gone, Passed, SourceUpdate} from '../../core/live/update.js';
import type {Report} from './poller.js';
import {type Altered, bare} from './texts.js';

/** Lists that may be long travel in parts, so that taking them in never holds up the screen. */
interface Lists {
  readonly changed: Alert[];
  readonly gone: Gone[];
  readonly passed: Passed[];
  readonly groups: Group[];
  readonly groupsGone: string[];
  readonly silences: Silence[];
  readonly silencesGone: string[];
}

export type FromWorker =
  /** `json` is an array. The next message comes after a `next`. */
  | {readonly type: 'part'; readonly list: keyof Lists; readonly json: string}
  | {
      readonly type: 'report';
      readonly update: Omit<SourceUpdate, 'alerts' | 'groups' | 'silences'>;
      readonly altered: readonly Altered[];
    };

export type ToWorker = 'next' | 'wake' | 'stop' | {readonly tell: readonly FeedAlert[]};

/** About what is parsed in a millisecond. */
const PART = 128 * 1024;

/** The messages of one report, in order. */
export function* messages(report: Report): Generator<FromWorker> {
  const {alerts, groups, silences, ...update} = report.update;
  yield* parts('changed', alerts?.changed);
  yield* parts('gone', alerts?.gone);
  yield* parts('passed', alerts?.passed);
  yield* parts('groups', groups?.changed);
  yield* parts('groupsGone', groups?.gone);
  yield* parts('silences', silences?.changed);
  yield* parts('silencesGone', silences?.gone);
  yield {type: 'report', update, altered: report.altered};
}

/** Puts the parts together again; answers with the report once it is whole. */
export function assembler(): (message: FromWorker) => Report | undefined {
  let lists = empty();
  return message => {
    if (message.type === 'part') {
      const items = JSON.parse(message.json) as never[];
      if (message.list === 'changed') items.forEach(restore);
      if (message.list === 'passed') for (const {alert} of items as readonly Passed[]) restore(alert);
      lists[message.list].push(...items);
      return undefined;
    }
    const whole = lists;
    lists = empty();
    return {altered: message.altered, update: {...message.update, ...listsOf(whole)}};
  };
}

function listsOf(lists: Lists): Pick<SourceUpdate, 'alerts' | 'groups' | 'silences'> {
  const {changed, gone, passed, groups, groupsGone, silences, silencesGone} = lists;
  for (const group of groups) bare(group.labels);
  return {
    ...(changed.length + gone.length > 0 ? {alerts: {changed, gone, ...(passed.length === 0 ? {} : {passed})}} : {}),
    ...(groups.length + groupsGone.length > 0 ? {groups: {changed: groups, gone: groupsGone}} : {}),
    ...(silences.length + silencesGone.length > 0 ? {silences: {changed: silences, gone: silencesGone}} : {}),
  };
}

/** JSON brings records back with a prototype. */
function restore(alert: Alert): void {
  bare(alert.labels);
  bare(alert.annotations);
}

function* parts(list: keyof Lists, items: readonly unknown[] = []): Generator<FromWorker> {
  let texts: string[] = [];
  let size = 0;
  for (const item of items) {
    const text = JSON.stringify(item);
    texts.push(text);
    size += text.length;
    if (size < PART) continue;
    yield {type: 'part', list, json: `[${texts.join(',')}]`};
    texts = [];
    size = 0;
  }
  if (texts.length > 0) yield {type: 'part', list, json: `[${texts.join(',')}]`};
}

function empty(): Lists {
  return {changed: [], gone: [], passed: [], groups: [], groupsGone: [], silences: [], silencesGone: []};
}
