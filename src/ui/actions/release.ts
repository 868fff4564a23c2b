import {freedBy} from '../../core/alert/silence-impact.js';
import {stayingAcks} from '../../core/escalation/give-back.js';
import {type Fact, isFact} from '../../core/shift/fact.js';
import type {Cockpit} from '../cockpit.js';
import type {Target} from '../overlays/overlay.js';
import {placesText} from '../place-words.js';
import {dispatch, settle} from './dispatch.js';
import {clearMarks} from './marks.js';
import {ask} from './overlay.js';
import {say} from './say.js';

/** Gives back one row at once; for several, or another person's ack, it asks. */
export function release(cockpit: Cockpit, target: Target): void {
  const owners = ownersOf(cockpit, target).filter(owner => owner !== cockpit.scenes.getState().watch.settings.operator);
  if (target.rows <= 1 && owners.length === 0) {
    sendRelease(cockpit, target);
    return;
  }
  const of = owners.length === 0 ? '' : ` ${owners.join(' and ')} acked ${target.rows > 1 ? 'some of them' : 'it'}.`;
  ask(cockpit, {
    kind: 'confirm',
    title: `release ${target.name}`,
    lines: [
      {
        text: `${endingText(cockpit, target)}${of}`,
      },
      ...hiddenLine(target),
    ],
    yes: 'release',
    act: () => sendRelease(cockpit, target),
  });
}

/** What giving the acks back lets through: only what nothing else holds. */
function endingText(cockpit: Cockpit, {alerts: keys}: Target): string {
  const {live, shift} = cockpit.scenes.getState().watch;
  const acks = keys.flatMap(key => shift.acks.get(shift.ackOf.get(key) ?? '') ?? []);
  const silences = new Set(acks.flatMap(({silence}) => silence?.id ?? []));
  const freed = freedBy(
    silences,
    keys.flatMap(key => live.alerts.get(key) ?? []),
  ).length;
  const ends = keys.length === 1 ? 'The ack ends' : `The acks of ${keys.length} alerts end`;
  if (freed === 0) return `${ends}; something else goes on holding ${keys.length === 1 ? 'the alert' : 'them'} back.`;
  if (keys.length === 1) return `${ends}, and the alert notifies again.`;
  return freed === keys.length ? `${ends}, and they notify again.` : `${ends}, and ${freed} of them notify again.`;
}

/** Names what a question would also hit and the filter hides. */
export function hiddenLine(target: Target): readonly {readonly text: string; readonly tone: 'warning'}[] {
  if (target.hidden.length === 0) return [];
  return [{text: `${target.hidden.length} of them hidden by the filter: ${target.hidden.join(', ')}`, tone: 'warning'}];
}

function ownersOf(cockpit: Cockpit, target: Target): readonly string[] {
  const {shift} = cockpit.scenes.getState().watch;
  const owners = target.alerts.flatMap(key => shift.acks.get(shift.ackOf.get(key) ?? '')?.by ?? []);
  return [...new Set(owners)];
}

function sendRelease(cockpit: Cockpit, target: Target): void {
  say(cockpit, `releasing ${target.name}`);
  dispatch(cockpit, {type: 'release', alerts: target.alerts}, facts => {
    clearMarks(cockpit);
    if (facts.length === 0) say(cockpit, `${target.name} is not acked; a acks it`);
    else {
      say(cockpit, `released ${target.name}; asking the source to end its silence`);
      settle(cockpit, facts, settled => {
        if (settled) sayReleased(cockpit, target, facts);
        else say(cockpit, `released ${target.name}, but its silence is still there; it goes on trying`, 'warning');
      });
      const asked = facts.filter(fact => isFact(fact, 'delivery.requested'));
      if (asked.length > 0) settle(cockpit, asked, () => sayReleased(cockpit, target, facts));
    }
  });
}

/** Where it was acknowledged, too, and what became of that. */
function sayReleased(cockpit: Cockpit, target: Target, facts: readonly Fact[]): void {
  const {shift, settings} = cockpit.engine.store.getState();
  const ended = facts.flatMap(fact => (isFact(fact, 'ack.ended') ? [fact.ack] : []));
  const places = facts.flatMap(fact =>
    isFact(fact, 'delivery.requested') ? (shift.deliveries.get(fact.delivery) ?? []) : [],
  );
  const staying = stayingAcks(ended, {shift, settings});
  const outcome = [
    ...staying.map(one => `${one.target} STAYS acknowledged: ${one.reason}`),
    ...placesText(places),
  ].join('  ');
  const isWhole = staying.length === 0 && places.every(({state}) => state === 'sent' || state === 'requested');
  say(cockpit, `released ${target.name}${outcome === '' ? '' : `: ${outcome}`}`, isWhole ? 'good' : 'warning');
}
