import { Readable } from 'node:stream';
import { type Clock, minute, second } from '../../core/clock.ts';
import type { BodyOnItsWay, StreamedBody } from './http.ts';
import { HttpError } from './http-error.ts';

/** The time in which some of a body must get on its way, whatever is slow. */
const stall = minute;
/** The time for the answer once the body is on its way. */
const answerTime = 5 * minute;

/** A body that is made while it is sent. */
export function streamBody(type: string, source: Readable): StreamedBody {
  let gate: BodyGate | undefined;
  return {
    type,
    get isThrough() {
      return gate?.isThrough ?? false;
    },
    send: (limit, clock, fail) => (gate = new BodyGate(source, limit, clock, fail)),
  };
}

/**
 * Passes a body on to the client. `fail` is called at most once: with the source's own error, or with an HttpError when nothing has moved for
 * a minute, the body was not through after `limit` milliseconds, or no answer came within five minutes after it.
 */
class BodyGate implements BodyOnItsWay {
  /**
   * The client ends a request when what it sends closes, also where only half of it was read, and the server would take that for the whole.
   * So this stream never closes: it ends, or the connection is cut.
   */
  readonly stream: Readable;
  readonly #source: Readable;
  readonly #clock: Clock;
  readonly #fail: (error: unknown) => void;
  #movedAt: number;
  #isThrough = false;
  #sourceError: unknown;
  #stopTimer: () => void;
  #stopLimit: () => void;

  constructor(source: Readable, limit: number, clock: Clock, fail: (error: unknown) => void) {
    this.#source = source;
    this.#clock = clock;
    this.#fail = fail;
    this.#movedAt = clock.now();
    this.stream = Readable.from(this.#pass(), { objectMode: false, emitClose: false, autoDestroy: false });
    this.stream.on('error', (error) => {
      this.#sourceError = error;
      fail(error);
    });
    this.stream.on('end', () => {
      this.#awaitAnswer();
    });
    this.#stopTimer = clock.after(stall, this.#check);
    this.#stopLimit = clock.after(limit, () => {
      fail(new HttpError('late', `the files could not be sent within ${Math.round(limit / second)} seconds`));
    });
  }

  /** The whole body has been handed to the connection. */
  get isThrough(): boolean {
    return this.#isThrough;
  }

  /** Why the source failed, if it did. */
  get sourceError(): unknown {
    return this.#sourceError;
  }

  /** Stops everything, whether the body is through or not. */
  readonly close = (): void => {
    this.#stopTimer();
    this.#stopLimit();
    this.stream.destroy();
    this.#source.destroy();
  };

  async *#pass(): AsyncGenerator {
    for await (const chunk of this.#source) {
      yield chunk;
      this.#movedAt = this.#clock.now();
    }
  }

  readonly #check = (): void => {
    const left = this.#movedAt + stall - this.#clock.now();
    if (left > 0) this.#stopTimer = this.#clock.after(left, this.#check);
    else this.#fail(new HttpError('late', `nothing more could be sent for ${stall / second} seconds`));
  };

  #awaitAnswer(): void {
    this.#isThrough = true;
    this.#stopTimer();
    this.#stopLimit();
    this.#stopTimer = this.#clock.after(answerTime, () => {
      this.#fail(new HttpError('late', `no complete answer within ${answerTime / minute} minutes after the last byte`));
    });
  }
}
