import {alertmanager} from './alertmanager/alertmanager.js';
import {alertmanagerOptions} from './alertmanager/options.js';
import {prometheus, prometheusOptions} from './prometheus.js';

/** Where alerts come from, by kind: the schema of its options, and how it is made. */
export const sources = {
  alertmanager: {options: alertmanagerOptions, create: alertmanager},
} as const;

/** What is looked up beside them, by kind. */
export const lookups = {
  prometheus: {options: prometheusOptions, create: prometheus},
} as const;
