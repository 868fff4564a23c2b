import type {Escalate} from '../../../core/escalation/command.js';
import {deliveryWords} from '../../../core/escalation/delivery-words.js';
import {whatMoved} from '../../../core/escalation/moved.js';
import {type Call, draftsOf} from '../../../core/escalation/pages.js';
import {type Fact, isFact} from '../../../core/shift/fact.js';
import {brief} from '../../../core/time/duration.js';
import type {WatchState} from '../../../core/watch-state.js';
import type {Cockpit} from '../../cockpit.js';
import {callsIn, commandOf, escalateModel, noteName, selectedRow} from '../../escalate-model.js';
import type {Said} from '../../overlays/overlay.js';
import type {Scene} from '../../scene.js';
import {front, type ViewId} from '../../ui-store.js';
import {dispatch, settle} from '../dispatch.js';
import {ask, keepTyped} from '../overlay.js';
import {say} from '../say.js';

/** Asks about the level or target under the cursor: who, by what, with which text. */
export function askPage(cockpit: Cockpit): void {
  const scene = cockpit.scenes.getState();
  const {watch, now} = scene;
  const command = commandOf(scene, selectedRow(scene));
  const calls = command === undefined ? [] : callsIn(watch, command, now);
  if (command === undefined || 'refusal' in calls) return;
  const {subject} = escalateModel(scene);
  ask(cockpit, {
    kind: 'confirm',
    title: `page ${calls.map(whoText).join('; ')}`,
    lines: calls.flatMap(call => callSaid(call, scene)),
    yes: 'page',
    readFirst: true,
    act: () => page(cockpit, {subject, command, calls, watch, at: now}),
  });
}

function whoText({reach}: Call): string {
  const by = reach.targets.map(({target}) => target).join(', ');
  return reach.who.length === 0 ? by : `${reach.who.join(', ')} by ${by}`;
}

function callSaid(call: Call, scene: Scene): readonly Said[] {
  const {watch, now} = scene;
  const drafts = draftsOf(call, watch, {at: now, by: watch.settings.operator});
  const [first] = drafts;
  if (first === undefined) return [];
  const before = call.ladder?.escalatedAt;
  const again =
    before === undefined
      ? []
      : [
          {
            text: `${call.ladder?.escalatedBy ?? 'Somebody'} called somebody about it ${brief(Math.max(0, now - before))} ago.`,
            tone: 'warning' as const,
          },
        ];
  return [
    ...again,
    ...drafts.map(({target, people = [], verb}) => ({
      text: `${verb === 'escalate' ? "the pager's own incident is escalated at" : 'by'} ${target}${people.length === 0 ? '' : `, which calls ${people.join(', ')}`}`,
      tone: 'muted' as const,
    })),
    {text: first.message.title, tone: 'strong'},
    ...first.message.text.split('\n').map(text => ({text})),
  ];
}

interface Paging {
  readonly subject: string;
  readonly command: Escalate;
  /** As they were read, and the state they were made from. */
  readonly calls: readonly Call[];
  readonly watch: WatchState;
  readonly at: number;
}

/** Sends what was said yes to, unless something has come in between that whoever said yes cannot have seen. */
function page(cockpit: Cockpit, {subject, command, calls, watch, at}: Paging): void {
  const state = cockpit.engine.store.getState();
  const now = callsIn(state, {...command, asOf: at}, cockpit.clock.now());
  if ('refusal' in now) {
    say(cockpit, `${now.refusal.message} ${now.refusal.hint}`, 'warning');
    return;
  }
  const moved = whatMoved({calls, state: watch}, {calls: now, state});
  if (moved !== undefined) {
    say(
      cockpit,
      `Since you looked, ${moved}: nobody was called. Look again, and page if it is still wanted.`,
      'warning',
    );
    return;
  }
  const name = calls.map(whoText).join('; ');
  say(cockpit, `paging ${name}`);
  dispatch(cockpit, {...command, asOf: at}, facts => {
    keepTyped(cockpit, noteName(subject), '');
    if (front(cockpit.ui.getState()).subject === subject) toDelivery(cockpit, facts);
    tellSent(cockpit, facts, name);
  });
}

/** Puts the cursor of the view in front on what was asked for: it is watched, and another enter pages nobody. */
export function toDelivery(cockpit: Cockpit, facts: readonly Fact[]): void {
  const id = facts.flatMap(fact => (isFact(fact, 'delivery.requested') ? [fact.delivery] : []))[0];
  const {view} = front(cockpit.ui.getState());
  const section = SECTIONS[view];
  if (id === undefined || section === undefined) return;
  cockpit.ui.setState(ui => ({cursors: {...ui.cursors, [view]: {id, name: id, place: 0, section}}}));
}

/** The views that list deliveries, and the section that these have there. */
const SECTIONS: Readonly<Partial<Record<ViewId, string>>> = {escalate: 'delivery', deliveries: ''};

/** Says how what was asked for ended, or how it stands when that takes long; the rows go on telling. */
export function tellSent(cockpit: Cockpit, facts: readonly Fact[], name: string): void {
  const ids = facts.flatMap(fact => (isFact(fact, 'delivery.requested') ? [fact.delivery] : []));
  if (ids.length === 0) {
    say(cockpit, `${name}: asked for already, and under way or sent.`);
    return;
  }
  settle(cockpit, facts, () => {
    const {deliveries} = cockpit.engine.store.getState().shift;
    const found = ids.flatMap(id => deliveries.get(id) ?? []);
    const open = found.filter(({state}) => state !== 'sent');
    if (open.length === 0) {
      say(cockpit, `paged: ${name}`, 'good');
      return;
    }
    const now = cockpit.clock.now();
    const words = open.map(one => {
      const {state, said} = deliveryWords(one, now);
      return `${one.target} ${state}${said === '' ? '' : ` (${said})`}`;
    });
    say(cockpit, `Not there: ${words.join('; ')}. x stops it, r tries now.`, 'warning');
  });
}
