import type {Cockpit} from '../../cockpit.js';
import {open} from '../navigate.js';
import {readRecord} from './record.js';

/** Opens the handoff of the running watch, or of the last one. */
export function openHandoff(cockpit: Cockpit): void {
  open(cockpit, {view: 'handoff'});
  readRecord(cockpit);
}
