import { TokenRefusedError } from '../../core/errors.ts';
import type { Patience } from './retry.ts';

/** Gives requests a token. */
interface Session {
  /** Gets a token if that needs a request. */
  login(patience: Patience): Promise<void>;
  /** Calls `ask` with a token. */
  with<T>(patience: Patience, ask: (token: string) => Promise<T>): Promise<T>;
}

/** The token that was given: it can't be renewed. */
export function givenToken(token: string): Session {
  return { login: () => Promise.resolve(), with: (_, ask) => ask(token) };
}

/** The token of a login. Refused after it has worked, it is answered by one new login and one more try. */
export class LoginSession implements Session {
  readonly #logIn: (patience: Patience) => Promise<string>;
  #token: string | undefined;
  #worked = false;

  /** `logIn` asks NOMAD for a token. */
  constructor(logIn: (patience: Patience) => Promise<string>) {
    this.#logIn = logIn;
  }

  async login(patience: Patience): Promise<void> {
    this.#token ??= await this.#logIn(patience);
  }

  async with<T>(patience: Patience, ask: (token: string) => Promise<T>): Promise<T> {
    try {
      return await this.#ask(patience, ask);
    } catch (error) {
      if (!(error instanceof TokenRefusedError) || !this.#worked) throw error;
      this.#token = undefined;
      this.#worked = false;
      return await this.#ask(patience, ask);
    }
  }

  async #ask<T>(patience: Patience, ask: (token: string) => Promise<T>): Promise<T> {
    const token = (this.#token ??= await this.#logIn(patience));
    const value = await ask(token);
    this.#worked = true;
    return value;
  }
}
