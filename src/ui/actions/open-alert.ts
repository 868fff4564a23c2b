import type {AlertKey} from '../../core/alert/alert.js';
import type {Cockpit} from '../cockpit.js';
import {open} from './navigate.js';

/** Opens an alert, and has its curve and the changes around it looked up. */
export function openAlert(cockpit: Cockpit, key: AlertKey): void {
  cockpit.engine.look(key);
  open(cockpit, {view: 'alert', subject: key});
}
