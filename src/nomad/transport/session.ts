import { TokenRefusedError } from '../../core/errors.ts';
import { type Clock, second } from '../../core/clock.ts';
import type { Patience } from './retry.ts';

// A server that refuses each token after one request must not be asked for new ones without end.
const shortLife = 10 * second;
const maxShortLives = 5;

/** Provides requests with a token. */
interface Session {
  /** Gets a token, if that takes a request. */
  login(patience: Patience): Promise<void>;
  /** Calls `ask` with a token. */
  with<T>(patience: Patience, ask: (token: string) => Promise<T>): Promise<T>;
}

/** A token from the inputs: it can't be renewed. */
export function givenToken(token: string): Session {
  return { login: () => Promise.resolve(), with: (_, ask) => ask(token) };
}

/** A token from a login. If NOMAD refuses it after it has worked, there is one new login and one more try. */
export class LoginSession implements Session {
  readonly #logIn: (patience: Patience) => Promise<string>;
  readonly #clock: Clock;
  #token: string | undefined;
  #worked = false;
  #loggedInAt = -Infinity;
  #shortLives = 0;

  /** `logIn` asks NOMAD for a token. */
  constructor(logIn: (patience: Patience) => Promise<string>, clock: Clock) {
    this.#logIn = logIn;
    this.#clock = clock;
  }

  async login(patience: Patience): Promise<void> {
    await this.#getToken(patience);
  }

  async with<T>(patience: Patience, ask: (token: string) => Promise<T>): Promise<T> {
    try {
      return await this.#ask(patience, ask);
    } catch (error) {
      if (!(error instanceof TokenRefusedError) || !this.#worked) throw error;
      this.#shortLives = this.#clock.now() - this.#loggedInAt < shortLife ? this.#shortLives + 1 : 0;
      if (this.#shortLives > maxShortLives) throw error;
      this.#token = undefined;
      this.#worked = false;
      return await this.#ask(patience, ask);
    }
  }

  async #ask<T>(patience: Patience, ask: (token: string) => Promise<T>): Promise<T> {
    const value = await ask(await this.#getToken(patience));
    this.#worked = true;
    return value;
  }

  async #getToken(patience: Patience): Promise<string> {
    if (this.#token === undefined) {
      this.#token = await this.#logIn(patience);
      this.#loggedInAt = this.#clock.now();
    }
    return this.#token;
  }
}
