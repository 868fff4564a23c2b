import * as v from 'valibot';
import {type HttpAnswer, readAnswer} from '../http/http.js';

const list = v.union([
  v.pipe(
    v.looseObject({data: v.array(v.unknown())}),
    v.transform(({data}) => data),
  ),
  v.pipe(
    v.looseObject({values: v.array(v.unknown())}),
    v.transform(({values}) => values),
  ),
]);
const thing = v.union([
  v.pipe(
    v.looseObject({data: v.union([v.array(v.unknown()), v.looseObject({})])}),
    v.transform(({data}): unknown => data),
  ),
  v.looseObject({}),
]);

/** The entries of an answer: one vendor has them as `data`, the other as `values`. */
export function listedIn(answer: HttpAnswer): readonly unknown[] {
  return readAnswer(answer, list);
}

/** What was asked for: one vendor has it as `data`, for the other it is the answer. */
export function dataIn(answer: HttpAnswer): unknown {
  return readAnswer(answer, thing);
}
