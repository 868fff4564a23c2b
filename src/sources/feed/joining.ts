import type {Session} from './session.js';

/** A relay that could not do what the last `join` was for is asked again after so many ms, */
const AGAIN = 2_000;
/** and one that says nothing after so many. */
const UNANSWERED = 10_000;

/**
 * Says who this is, again and again until the relay has said what it has of this journal: a relay whose stream is away
 * cannot, keeps the connection, and would else never hear what is recorded here.
 */
export function join(session: Session): void {
  session.line?.send(JSON.stringify({type: 'join', ...session.from}));
  joinIn(UNANSWERED, session);
}

/** The relay could not record what it was told, or not look up what it has. */
export function joinAgain(session: Session): void {
  joinIn(AGAIN, session);
}

export function hasJoined(session: Session): void {
  session.hasJoined = true;
  session.stopJoining();
}

function joinIn(wait: number, session: Session): void {
  session.hasJoined = false;
  session.stopJoining();
  session.stopJoining = session.deps.clock.after(wait, () => join(session));
}
