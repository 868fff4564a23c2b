import type {FeedError} from './outlet.js';

export const TOO_MUCH: FeedError = {code: 'too-much', message: 'Too many messages a second.', hint: 'Say less.'};
export const BINARY: FeedError = {
  code: 'binary',
  message: 'The feed has no binary messages.',
  hint: 'Send JSON as text.',
};
export const NOT_JOINED: FeedError = {code: 'not-joined', message: 'Nobody knows who says this.', hint: 'Join first.'};
export const NOT_SEEN_TO: FeedError = {
  code: 'lease',
  message: 'The lease could not be seen to.',
  hint: 'Ask again in a moment.',
};
export const OTHER_ORIGIN: FeedError = {
  code: 'other-origin',
  message: 'This fact is of another journal than the one that joined.',
  hint: 'Send the facts of your own journal.',
};
export const JOINED_AS_ANOTHER: FeedError = {
  code: 'joined-already',
  message: 'This connection has joined as another journal.',
  hint: 'Connect anew.',
};
export const LONG_PRESENCE: FeedError = {
  code: 'too-long',
  message: 'A presence is longer than the relay takes.',
  hint: 'Leave out what is long.',
};
export const NOT_KNOWN: FeedError = {
  code: 'unavailable',
  message: 'What the relay has of this journal cannot be looked up now.',
  hint: 'Join again in a moment.',
};
