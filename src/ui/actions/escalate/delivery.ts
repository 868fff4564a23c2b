import {isLost, sameAgain} from '../../../core/escalation/deliveries.js';
import type {Delivery} from '../../../core/escalation/delivery.js';
import type {Cockpit} from '../../cockpit.js';
import {dispatch} from '../dispatch.js';
import {ask} from '../overlay.js';
import {say} from '../say.js';
import {tellSent, toDelivery} from './page.js';

/** Asks whether a delivery is to be stopped, or no more told of where it was not sent. */
export function askGiveUp(cockpit: Cockpit, one: Delivery): void {
  const {delivery, target, title} = one;
  if (one.state !== 'requested' && !isLost(one)) {
    say(cockpit, `${title} at ${target} is ${one.stopped === true ? 'stopped' : one.state} already.`, 'warning');
    return;
  }
  const isOver = one.state !== 'requested';
  ask(cockpit, {
    kind: 'confirm',
    title: isOver ? `give up ${target}: ${title}` : `stop ${target}: ${title}`,
    lines: [
      {text: isOver ? 'It was not sent, and nothing reminds of it any more.' : 'It is not tried any more.'},
      ...(one.trying || one.doubts > 0
        ? [{text: 'A try may have got through all the same.', tone: 'warning' as const}]
        : []),
    ],
    yes: isOver ? 'give up' : 'stop',
    act: () =>
      dispatch(cockpit, {type: 'stop-delivery', delivery}, () =>
        say(cockpit, isOver ? `given up: ${target}` : `stopped: ${target}`, 'good'),
      ),
  });
}

/** Tries now what waits for its next try; asks for what was not sent once more, with the same key. */
export function retry(cockpit: Cockpit, one: Delivery): void {
  if (one.state === 'sent') {
    say(cockpit, `${one.title} is at ${one.target} already: enter on a level or target pages anew.`, 'warning');
    return;
  }
  if (one.state === 'requested') {
    dispatch(cockpit, {type: 'flush-deliveries'}, () => say(cockpit, 'trying now what waits'));
    return;
  }
  say(cockpit, `sending ${one.title} to ${one.target} again`);
  dispatch(cockpit, {type: 'deliver', deliveries: [sameAgain(one)]}, facts => {
    toDelivery(cockpit, facts);
    tellSent(cockpit, facts, one.target);
  });
}
