import { told } from '../../domain/languages/told.ts';
import { ProblemError } from '../errors.ts';

/** Beside the one that is made, so many wait. */
const MOST_WAITING = 4;
/** What a file takes, about: those who are sent away ask again by then. */
export const RETRY_AFTER_SECONDS = 15;

/** One thing at a time, a few that wait, the others sent away: a browser takes much of the machine. */
export class PictureQueue {
  private last: Promise<unknown> = Promise.resolve();
  private held = 0;

  /** Runs `act` when its turn comes, unless `signal` has aborted by then. A 429 where too many wait. */
  async run<Result>(act: () => Promise<Result>, signal: AbortSignal): Promise<Result> {
    if (this.held > MOST_WAITING) throw tooManyWait();
    this.held += 1;
    const turn = this.last.then(() => {
      signal.throwIfAborted();
      return act();
    });
    this.last = turn.catch(() => undefined);
    try {
      return await turn;
    } finally {
      this.held -= 1;
    }
  }
}

const tooManyWait = () =>
  new ProblemError(
    429,
    'Too many requests',
    told(
      '{files} files are being made already. Try again in {seconds} seconds, or have your own browser make it: Brief, on the map.',
      { files: MOST_WAITING + 1, seconds: RETRY_AFTER_SECONDS },
    ),
  );
