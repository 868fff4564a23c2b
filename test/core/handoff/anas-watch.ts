import type {Alert} from '../../../src/core/alert/alert.js';
import {handedOver} from '../../../src/core/handoff/accept.js';
import {handoffDocument} from '../../../src/core/handoff/document.js';
import {anAlert, keyOf, NIGHT, story} from '../../support/given.js';

const MINUTE = 60_000;
export const DISK = anAlert({name: 'DiskFull'});
export const FREE = anAlert({
  name: 'NobodyHasIt',
  labels: {alertname: 'NobodyHasIt', severity: 'critical', service: 'api'},
});

/** Ana acked one alert of two, or of more, and leads an incident. */
export function anasWatch(more: readonly Alert[] = []) {
  const told = story({alerts: [DISK, FREE, ...more]});
  told.when({type: 'start-shift', operator: 'ana'});
  told.when({type: 'reconcile', source: 'eu'});
  told.when({type: 'ack', alerts: [keyOf(DISK)]});
  const [ack = ''] = told.state().shift.acks.keys();
  const placed = {id: 's1', startsAt: NIGHT, endsAt: NIGHT + 15 * MINUTE, member: 'am-1:9093'};
  told.when({type: 'settle-ack', ack, placed}, NIGHT, 'wk');
  told.when({type: 'declare-incident', title: 'disk is full', severity: 'P2', alerts: [keyOf(DISK)]});
  const [incident = ''] = told.state().shift.incidents.keys();
  const span = {from: NIGHT - MINUTE, to: NIGHT + MINUTE, now: NIGHT + MINUTE};
  const items = () => handedOver(handoffDocument(told.state(), told.state().log, span), told.state(), 'lee');
  return {...told, ack, incident, items};
}
