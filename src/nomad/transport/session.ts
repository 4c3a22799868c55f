import { TokenRefusedError } from '../../core/errors.ts';
import type { Patience } from './retry.ts';

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
