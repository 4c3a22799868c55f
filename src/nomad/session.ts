import type { TokenRefused } from '../errors.ts';
import type { Credentials } from './credentials.ts';
import type { Patience } from './retry.ts';

/** Gets a token for user name and password. */
export type Login = (username: string, password: string, patience: Patience) => Promise<string>;

/** The token of the moment: the given one, or one from a login, which is renewed when NOMAD no longer takes it. */
export class Session {
  readonly #credentials: Credentials;
  readonly #login: Login;
  #token: string | undefined;
  #worked = false;

  constructor(credentials: Credentials, login: Login) {
    this.#credentials = credentials;
    this.#login = login;
    if (credentials.kind === 'token') this.#token = credentials.token;
  }

  /** Calls `ask` with a token. A refused token of a login that has worked is answered by one new login and one more try. */
  async with<T>(
    patience: Patience,
    ask: (token: string) => Promise<T>,
    isRefusal: (error: unknown) => error is TokenRefused,
  ): Promise<T> {
    try {
      return await this.#ask(patience, ask);
    } catch (error) {
      if (!isRefusal(error) || this.#credentials.kind === 'token' || !this.#worked) throw error;
      this.#token = undefined;
      this.#worked = false;
      return await this.#ask(patience, ask);
    }
  }

  /** Logs in, if that is needed and was not done. */
  async token(patience: Patience): Promise<string> {
    if (this.#token === undefined) {
      if (this.#credentials.kind === 'token') throw new TypeError('a given token is never dropped');
      const { username, password } = this.#credentials;
      this.#token = await this.#login(username, password, patience);
    }
    return this.#token;
  }

  async #ask<T>(patience: Patience, ask: (token: string) => Promise<T>): Promise<T> {
    const value = await ask(await this.token(patience));
    this.#worked = true;
    return value;
  }
}
