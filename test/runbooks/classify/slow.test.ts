import {expect, test} from 'vitest';
import {classify} from '../../../src/runbooks/classify/classify.js';

const many = (text: string) => text.repeat(20_000);

/** Each of these would take minutes where the work grew faster than the text; the suite's own limit is what fails them. */
test.each([
  ['quotes in SQL', `psql -c "select ${many("'a',")} 1"`],
  ['an endless name in SQL', `psql -c "select ${many('abc')}"`],
  ['calls in SQL', `psql -c "select ${many('count(')}"`],
  ['comments in SQL', `mysql -e "select ${many('/*! ')}"`],
  ['dollars in SQL', `psql -c 'select ${many('$a$')}'`],
  ['words for mongosh', `mongosh --eval '${many('db.c.find();')}'`],
  ['quotes for mongosh', `mongosh --eval '${many('";')}'`],
  ['a script of sed', `sed '${many('s/a/b/;')}'`],
  ['a program of awk', `awk '${many('{print "a" > (b)}')}'`],
  ['options', `sort ${many('--reverse ')}`],
  ['a cluster', `sort -${many('r')}`],
])('%s are judged all the same', (_, text) => {
  expect(classify(text).reasons.length).toBeGreaterThan(0);
});
