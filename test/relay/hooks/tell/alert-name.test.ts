import {expect, test} from 'vitest';
import {withAlertName} from '../../../../src/relay/hooks/tell/alert-name.js';

test('an alert keeps its name', () => {
  expect(withAlertName({alertname: 'A'}, {title: 'B'}, 'c')).toEqual({alertname: 'A'});
});

test('without a name it gets its title, the first line of it, and else the name it is given', () => {
  expect(withAlertName({a: '1'}, {title: '  CPU high \nsince 8'}, 'c')).toEqual({a: '1', alertname: 'CPU high'});
  expect(withAlertName({}, {rule: 'R', name: 'N'}, 'c')).toEqual({alertname: 'R'});
  expect(withAlertName({}, {title: '\n', name: 3}, 'c')).toEqual({alertname: 'c'});
  expect(withAlertName({}, {title: 'x'.repeat(300)}, 'c').alertname).toHaveLength(200);
});

test('a message is no name: it says something else each time', () => {
  expect(withAlertName({}, {message: 'disk 91 %', summary: 'disk'}, 'c')).toEqual({alertname: 'c'});
});
