import {notifiers, notifyText} from '../alert/notifiers.js';
import {watchdogLabels} from '../alert/watchdog.js';
import {counted} from '../counted.js';
import {runsWithLeft, runUnderWay, type Walk} from '../runbook/walk.js';
import {leftSources} from '../shift/left-sources.js';
import {silentWatchdogs} from '../shift/missing-watchdogs.js';
import type {Ack} from '../shift/state.js';
import {hhmm} from '../time/clock-text.js';
import {brief, coarse} from '../time/duration.js';
import type {WatchState} from '../watch-state.js';
import {apartBanners} from './apart-banners.js';
import type {Banner} from './banner-shape.js';
import {announcedBanner, dueLevelBanner, undeliveredBanners} from './escalation-banners.js';
import {feedBanner, unconfirmedBanners} from './feed-banner.js';
import {incidentBanner} from './incident-banner.js';
import {knownAt} from './known-at.js';
import {leaseBanner} from './lease-words.js';
import {leftWords} from './left-words.js';
import {dueEscalations, dueReminders, isOutOfSight, unheldAcks} from './look-again.js';
import {recordingBanner} from './recording-banner.js';
import {replayBanner} from './replay-banner.js';
import {shiftBanners} from './shift-banner.js';
import {blindBrief, blindSentence, blindWhy, isUnheard, unstopped} from './source-words.js';
import {shortTrouble} from './trouble-words.js';

export type {Banner} from './banner-shape.js';

/** Everything the operator must know before trusting the rows, the loudest first. */
export function banners(state: WatchState, now: number): readonly Banner[] {
  return [
    ...replayBanner(state),
    ...announcedBanner(state, now),
    ...watchdogBanners(state, now),
    ...recordingBanner(state),
    ...feedBanner(state),
    ...blindBanners(state, now),
    ...unconfirmedBanners(state),
    ...undeliveredBanners(state, now),
    ...ackBanners(state),
    ...dueLevelBanner(state, now),
    ...incidentBanner(state, now),
    ...escalationBanner(state),
    ...leaseBanner(state, now),
    ...reminderBanner(state, now),
    ...memberBanners(state),
    ...apartBanners(state),
    ...clockBanners(state),
    ...settlingBanners(state),
    ...shiftBanners(state, now),
    ...runningBanners(state, now),
    ...leftBanners(state, now),
    ...warmingBanner(state),
    ...roleBanners(state),
  ];
}

function watchdogBanners(state: WatchState, now: number): readonly Banner[] {
  return silentWatchdogs(state).map(({source, since, labels}) => {
    const rest = `from ${source} for ${coarse(now - since)}: alerts may not be reaching you`;
    const text = `No Watchdog ${rest}`;
    const look = `Look whether Prometheus runs and reaches ${source}.`;
    if (labels === undefined) return {kind: 'watchdog', tone: 'alarm', text, hint: look, source};
    // Who took that Prometheus away knows; everybody else has to hear of it until it is back.
    const hint = 'Look whether its Prometheus runs. Gone for good? :forget-watchdog';
    return {kind: 'watchdog', tone: 'alarm', text: `No Watchdog ${watchdogLabels(labels)} ${rest}`, hint, source};
  });
}

function blindBanners({live}: WatchState, now: number): readonly Banner[] {
  return [...live.sources.values()]
    .filter(health => isUnheard(health, now))
    .sort((left, right) => (left.lastGood ?? 0) - (right.lastGood ?? 0))
    .map(health => ({
      kind: 'blind',
      tone: 'alarm',
      text: blindSentence(health, now),
      why: blindWhy(health, now),
      brief: blindBrief(health, now),
      hint: health.trouble?.hint ?? '',
      source: health.source,
    }));
}

function ackBanners(state: WatchState): readonly Banner[] {
  const live = [...state.shift.acks.values()].filter(
    ack => (ack.silenceOpen || ack.status !== 'ended') && !isOutOfSight(ack, state),
  );
  return [...unheldBanner(state), ...failingBanner(live.filter(ack => ack.trouble !== undefined))];
}

/** A silence is there, and what it was made for notifies all the same: who counts on it is wrong. */
function unheldBanner(state: WatchState): readonly Banner[] {
  const [first, ...others] = unheldAcks(state);
  if (!first) return [];
  const more = others.length > 0 ? ` and ${others.length} more` : '';
  const names = unheldAt(first, state);
  const who = names.length > 0 ? notifyText(names) : `${first.source} lists its silence as active, and notifies`;
  const why = `: ${who} all the same`;
  const text = `Ack of ${first.title}${more} does not hold${why}`;
  const isApart = state.live.sources.get(first.source)?.apart === true;
  const hint = isApart ? 'L shows it. Silence it there too.' : 'L shows it; there a acks it anew, u gives it back.';
  return [{kind: 'ack-trouble', tone: 'alarm', text, why, hint, source: first.source}];
}

/** The members that notify of what an ack was made for, where not all of its source do. */
function unheldAt(ack: Ack, {live}: WatchState): readonly string[] {
  const health = live.sources.get(ack.source);
  const alerts = (ack.unheld ?? []).flatMap(one => live.alerts.get(`${ack.source}/${one}`) ?? []);
  return [...new Set(alerts.flatMap(alert => notifiers(alert, health)))];
}

function failingBanner(failing: readonly Ack[]): readonly Banner[] {
  const [first] = failing;
  if (!first) return [];
  const others = failing.length > 1 ? ` and ${failing.length - 1} more` : '';
  const done = first.status === 'requested' ? 'not placed' : 'not kept';
  const why = `: ${unstopped(first.trouble?.reason ?? '')}`;
  const text = `Ack of ${first.title}${others} ${first.silenceOpen ? 'not ended' : done}${why}`;
  return [
    {
      kind: 'ack-trouble',
      tone: 'warning',
      text,
      why,
      brief: text,
      hint: first.trouble?.hint ?? '',
      source: first.source,
    },
  ];
}

/** A runbook that somebody walks here says that it is time for somebody else. */
function escalationBanner(state: WatchState): readonly Banner[] {
  const [first, ...others] = dueEscalations(state);
  if (first?.escalate === undefined) return [];
  const {to, after} = first.escalate;
  const more = others.length > 0 ? `, and ${counted(others.length, 'more runbook')}` : '';
  const why = `, ${brief(after)} are over${more}`;
  // Without the alert's name nobody knows where to look.
  const least = `Runbook of ${first.about ?? first.title}: escalate to ${to}`;
  const hint = 'p in it calls somebody; a note (n) on the alert says that you saw to it.';
  return [{kind: 'escalate', tone: 'warning', text: `${least}${why}`, why, brief: least, hint}];
}

/** What its owner acked and has not touched for long, or what got worse meanwhile. */
function reminderBanner(state: WatchState, now: number): readonly Banner[] {
  const due = dueReminders(state);
  const [first] = due;
  if (!first) return [];
  const why = `, acked ${due.length > 1 ? 'up to ' : ''}${coarse(now - first.requestedAt)} ago`;
  const text = `Look again: ${reminderText(first, due)}${why}`;
  // The cursor may be anywhere: no key is named that would act on another row.
  const hint = 'L shows it; there a: still on it, n: a note, u: give it back';
  return [{kind: 'reminder', tone: 'warning', text, why, hint, source: first.source}];
}

function reminderText({title}: Ack, due: readonly Ack[]): string {
  const worse = due.filter(({reminder}) => reminder?.because === 'severity').length;
  const name = (count: number) => (count > 1 ? `${title} and ${count - 1} more` : title);
  if (worse === 0) return `${name(due.length)} ${due.length > 1 ? 'are' : 'is'} still yours`;
  const got = `${name(worse)} got worse since you acked ${worse > 1 ? 'them' : 'it'}`;
  const rest = due.length - worse;
  return rest === 0 ? got : `${got}, and ${rest} more ${rest > 1 ? 'are' : 'is'} still yours`;
}

/** A cluster that still answers, but not with all its members: alerts that only those have are not seen. */
function memberBanners({live}: WatchState): readonly Banner[] {
  return [...live.sources.values()].flatMap(({source, state, members}): Banner[] => {
    const [first, ...others] = members.filter(member => !member.up && member.trouble !== undefined);
    if (state !== 'up' || first === undefined) return [];
    const why = `: ${unstopped(first.trouble?.message ?? first.name)}`;
    const head = `${source}: ${1 + others.length} of ${members.length} members silent`;
    const brief = first.trouble === undefined ? head : `${head}: ${shortTrouble(first.trouble)}`;
    return [
      {
        kind: 'member-down',
        tone: 'warning',
        text: `${head}${why}`,
        why,
        brief,
        hint: first.trouble?.hint ?? '',
        source,
      },
    ];
  });
}

/** From this difference on, ms, ages and times on the screen mislead. */
const CLOCKS_APART = 30_000;

function clockBanners({live}: WatchState): readonly Banner[] {
  return [...live.sources.values()].flatMap(({source, state, skew = 0}): Banner[] => {
    if (state !== 'up' || Math.abs(skew) < CLOCKS_APART) return [];
    const why = ': ages and due times are off by that';
    const text = `The clock here is ${coarse(Math.abs(skew))} ${skew < 0 ? 'ahead of' : 'behind'} ${source}${why}`;
    return [{kind: 'clock', tone: 'warning', text, why, hint: 'Have NTP checked on both sides.', source}];
  });
}

function settlingBanners({live}: WatchState): readonly Banner[] {
  return [...live.sources.values()]
    .filter(health => health.settling === true)
    .map(({source}) => ({
      kind: 'settling',
      tone: 'notice',
      text: `${source} has just restarted: its list may still be short`,
      why: ': its list may still be short',
      hint: 'Nothing resolves yet.',
      source,
    }));
}

/** So long, ms, the board tells of what fired at a source that is not watched here; the list of sources always does. */
const TOLD = 24 * 60 * 60_000;

/**
 * Sources that were watched before and are not here: nobody keeps their acks, and their alerts are not on the board.
 * Whether these still fire is not known.
 */
function leftBanners(state: WatchState, now: number): readonly Banner[] {
  return leftSources(state).flatMap((left): Banner[] => {
    const isHeld = left.acks.some(({silence}) => silence !== undefined && silence.endsAt > now);
    if (!isHeld && left.waiting === 0 && now - left.seenAt > TOLD) return [];
    const {head, why, hint} = leftWords(left, state, now);
    const tone = isHeld || left.waiting > 0 ? 'warning' : 'notice';
    return [{kind: 'left', tone, text: `${head}${why}`, why, hint, source: left.source}];
  });
}

/** Statements that go on while nobody looks, and what is left of those whose end nobody saw, also of an earlier cockpit. */
function runningBanners({shift}: WatchState, now: number): readonly Banner[] {
  return [...shift.walks.values()].flatMap((walk): readonly Banner[] => {
    const said = walk.closedAt === undefined ? goesOn(walk, now) : undefined;
    if (said === undefined) return [];
    const [head, why] = said;
    const key = walk.about === undefined ? ':runbook' : `r on ${walk.about}`;
    const hint = `${key} shows it, x stops it`;
    return [{kind: 'running', tone: 'notice', text: `${head}${why}`, why, hint, walk: walk.walk}];
  });
}

function goesOn(walk: Walk, now: number): readonly [head: string, why: string] | undefined {
  const run = runUnderWay(walk);
  if (run !== undefined) {
    const [first = ''] = run.text.split('\n', 1);
    return [`Still running ${coarse(now - (run.startedAt ?? run.confirmedAt))}`, `: ${first}`];
  }
  const lost = runsWithLeft(walk).filter(({status}) => status === 'failed');
  const [first, ...others] = lost.flatMap(({left = []}) => left);
  if (first === undefined) return undefined;
  const more = others.length === 0 ? '' : ` and ${others.length} more`;
  return ['Left running by a statement whose end nobody saw', `: ${first.command} (pid ${first.pid})${more}`];
}

function warmingBanner(state: WatchState): readonly Banner[] {
  if (!state.warming || state.live.sources.size === 0) return [];
  const waiting = [...state.live.sources.values()]
    .filter(health => health.lastGood === undefined)
    .map(health => health.source);
  const seen = waiting.flatMap(source => knownAt(state, source) ?? []);
  const then = seen.length === 0 ? '' : `, as of ${hhmm(Math.min(...seen), state.settings.ui.timeZone)}`;
  const text = `Asking ${waiting.join(', ') || 'the sources'}: this is what the log last knew${then}`;
  return [{kind: 'warming', tone: 'notice', text, hint: ''}];
}

function roleBanners({role, settings, replay}: WatchState): readonly Banner[] {
  if (replay !== undefined) return [];
  const attached: Banner = {
    kind: 'attached',
    tone: 'notice',
    text: 'Attached to the cockpit that keeps the log',
    hint: '',
  };
  const readOnly: Banner = {kind: 'read-only', tone: 'notice', text: 'Read-only: nothing is changed or sent', hint: ''};
  return [...(settings.readOnly ? [readOnly] : []), ...(role === 'attached' ? [attached] : [])];
}
