import {onTestFinished} from 'vitest';
import {aNight, type Night, type NightOptions} from './night.js';

/** A night that ends with the test. */
export async function start(options: NightOptions = {}): Promise<Night> {
  const night = await aNight(options);
  onTestFinished(() => night.end());
  return night;
}
