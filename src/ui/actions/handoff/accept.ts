import type {AcceptedItem, HandedOver} from '../../../core/handoff/accepted-item.js';
import type {Cockpit} from '../../cockpit.js';
import {field} from '../../input/field.js';
import type {Answer, Taking} from '../../ui-store.js';
import {dispatch} from '../dispatch.js';
import {back} from '../navigate.js';
import {ask} from '../overlay.js';
import {say} from '../say.js';

/** Names an item among those that are taken over. */
export function answerKey({kind, id}: HandedOver): string {
  return `${kind} ${id}`;
}

/** Says what becomes of an item. */
export function answer(cockpit: Cockpit, item: HandedOver, given: Answer | undefined): void {
  cockpit.ui.setState(({answers}) => {
    const {[answerKey(item)]: _before, ...others} = answers;
    return {answers: given === undefined ? others : {...others, [answerKey(item)]: given}};
  });
}

export function takeAll(cockpit: Cockpit): void {
  for (const item of openItems(cockpit)) answer(cockpit, item, {answer: 'taken'});
}

/** Items that nothing was said of yet; what was refused before stays so, unless something is said of it now. */
export function openItems(cockpit: Cockpit): readonly HandedOver[] {
  const {taking, answers} = cockpit.ui.getState();
  return (taking?.items ?? []).filter(item => item.refused === undefined && answers[answerKey(item)] === undefined);
}

export function askQuestionOf(cockpit: Cockpit, item: HandedOver): void {
  ask(cockpit, {
    kind: 'ask',
    title: `not taken before it is answered: ${item.title}`,
    name: 'question',
    field: field(cockpit.ui.getState().answers[answerKey(item)]?.question ?? ''),
    draft: `accept ${answerKey(item)}`,
    act: question => {
      if (question === '') say(cockpit, 'Say what has to be answered first; without that it stays open.', 'warning');
      else answer(cockpit, item, {answer: 'refused', question});
    },
  });
}

export function askDelegate(cockpit: Cockpit, item: HandedOver): void {
  ask(cockpit, {
    kind: 'ask',
    title: `who takes it: ${item.title}`,
    name: 'who',
    field: field(cockpit.ui.getState().answers[answerKey(item)]?.to ?? ''),
    draft: `delegate ${answerKey(item)}`,
    act: to => {
      if (to === '') say(cockpit, 'Say to whom; without that it stays open.', 'warning');
      else answer(cockpit, item, {answer: 'delegated', to});
    },
  });
}

/** Tells what it comes to; `y` takes the watch over. */
export function askTakeOver(cockpit: Cockpit): void {
  const {taking, answers} = cockpit.ui.getState();
  if (taking === undefined) return;
  const items = taking.items.flatMap(({refused: _before, ...item}): AcceptedItem[] => {
    const given = answers[answerKey(item)];
    return given === undefined ? [] : [{...item, ...given}];
  });
  ask(cockpit, {
    kind: 'confirm',
    title: `take over the watch of ${taking.from}?`,
    lines: [
      {text: sumOf(items, taking.items.length - items.length)},
      ...items
        .filter(({answer: given}) => given !== 'taken')
        .map(({title, to, question}) => ({
          text: `${title}: ${to === undefined ? `refused, ${question}` : `to ${to}`}`,
        })),
      {text: 'Acks, silences and incidents are yours from then on, or of whoever you leave them to; silences say so.'},
    ],
    yes: 'take over',
    act: () => takeOver(cockpit, taking, items),
  });
}

/** What it comes to; `stay` are those that were refused before, and of which nothing was said now. */
function sumOf(items: readonly AcceptedItem[], stay: number): string {
  const count = (given: AcceptedItem['answer']) => items.filter(item => item.answer === given).length;
  const words = [`${count('taken')} taken`, `${count('refused')} refused`, `${count('delegated')} delegated`];
  const before = stay === 0 ? [] : [`${stay} ${stay === 1 ? 'stays' : 'stay'} refused`];
  if (items.length === 0) return before[0] ?? 'nothing is open';
  return [...words.filter(word => !word.startsWith('0 ')), ...before].join(', ');
}

function takeOver(cockpit: Cockpit, {from, shift, items: all}: Taking, items: readonly AcceptedItem[]): void {
  dispatch(cockpit, {type: 'accept-handoff', from, items, ...(shift === undefined ? {} : {shift})}, () => {
    cockpit.ui.setState({answers: {}});
    back(cockpit);
    say(cockpit, `You have the watch of ${from}: ${sumOf(items, all.length - items.length)}.`, 'good');
    askBegin(cockpit);
  });
}

/** Whoever has taken over is on watch: offers to begin it, and to end that of whoever was there before. */
function askBegin(cockpit: Cockpit): void {
  const {shift, settings} = cockpit.engine.store.getState();
  const running = shift.shift;
  if (running?.operator === settings.operator) return;
  const begin = () =>
    dispatch(cockpit, {type: 'start-shift', operator: settings.operator}, () =>
      say(cockpit, `${settings.operator} has the watch`, 'good'),
    );
  ask(cockpit, {
    kind: 'confirm',
    title: 'begin your watch now?',
    lines: [
      {
        text:
          running === undefined
            ? 'No watch is running.'
            : `That of ${running.operator} is still running, and ends with it.`,
      },
    ],
    yes: 'begin',
    act: () => (running === undefined ? begin() : dispatch(cockpit, {type: 'end-shift'}, begin)),
  });
}
