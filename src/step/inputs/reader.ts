import { invalidInput, type Problem } from '../messages/input.ts';
import type { Failure } from '../../core/failure-reasons.ts';
import { cut, visible } from '../../core/wording.ts';
import type { GivenName } from '../../nomad/search/search.ts';
import { durationHint, readDuration } from './duration.ts';

export type Environment = Readonly<Record<string, string | undefined>>;

/** Where the secrets among the inputs are made known, before anything else is read. */
export interface InputSecrets {
  add(secret: string): void;
  redact(text: string): string;
  standsIn(text: string): boolean;
}

/** Reads the INPUT_ variables of a step, and collects what is wrong with them. */
export class InputReader {
  readonly #environment: Environment;
  readonly #secrets: InputSecrets;
  readonly #problems: Problem[] = [];

  constructor(environment: Environment, secrets: InputSecrets) {
    this.#environment = environment;
    this.#secrets = secrets;
  }

  raw(name: string): string | undefined {
    return this.#environment[`INPUT_${name.toUpperCase()}`];
  }

  text(name: string): string {
    return (this.raw(name) ?? '').trim();
  }

  /** A text that goes into addresses, files or onto GitHub, and so must not hold a secret. '' where it does. */
  publicText(name: string): string {
    const text = this.text(name);
    if (!this.#secrets.standsIn(text)) return text;
    this.problem(
      name,
      `${name} holds the value of a secret, which would be shown. Give the token and the password only as those inputs.`,
    );
    return '';
  }

  /** Calls `parse` with the input or its default; a string that comes back is the problem with it. */
  read<T extends object | number | boolean>(name: string, byDefault: string, parse: (text: string) => T | string): T | undefined {
    const given = this.text(name);
    const value = parse(given || byDefault);
    if (typeof value !== 'string') return value;
    this.refuse(name, given, value);
    return undefined;
  }

  /** undefined when it is not given. */
  optional<T extends object | number | boolean>(name: string, parse: (text: string) => T | string): T | undefined {
    return this.text(name) === '' ? undefined : this.read(name, '', parse);
  }

  /** Milliseconds. */
  duration(name: string, byDefault: string): number {
    return this.read(name, byDefault, (text) => readDuration(text) ?? durationHint(text)) ?? 0;
  }

  boolean(name: string, byDefault: boolean): boolean {
    const read = this.read(name, String(byDefault), (text) => {
      if (['true', 'True', 'TRUE'].includes(text)) return true;
      return ['false', 'False', 'FALSE'].includes(text) ? false : 'It must be true or false.';
    });
    return read ?? byDefault;
  }

  choice<const T extends string>(name: string, [byDefault, ...others]: readonly [T, ...T[]]): T {
    const given = this.text(name);
    const chosen = [byDefault, ...others].find((one) => one === given);
    if (chosen === undefined && given !== '') this.refuse(name, given, `It must be one of ${[byDefault, ...others].join(', ')}.`);
    return chosen ?? byDefault;
  }

  /** One value a line, none of which may hold a secret: blanks at the ends go, empty lines and doubles are ignored. */
  lines(name: string): GivenName[] {
    this.publicText(name);
    const lines = (this.raw(name) ?? '').split(/\r\n|\r|\n/).map((line) => line.trim());
    return [...new Set(lines.filter((line) => line !== ''))].map((raw) => ({ raw, display: this.#secrets.redact(raw) }));
  }

  /** Those of the inputs that were given as `name: value`, without the values of secrets. */
  given(names: readonly string[]): string[] {
    return names.flatMap((name) => {
      const text = this.text(name);
      return text === '' ? [] : [`${name}: ${this.#secrets.redact(text)}`];
    });
  }

  /** `given` is shown, unless it is ''. */
  refuse(name: string, given: string, allowed: string): void {
    this.problem(name, given === '' ? `${name}: ${allowed}` : `${name} is "${cut(this.#secrets.redact(given), 80)}". ${allowed}`);
  }

  problem(name: string, sentence: string): void {
    this.#problems.push({ name, sentence: visible(sentence) });
  }

  /** All problems in one, if there are any. */
  failure(): Failure | undefined {
    return this.#problems.length === 0 ? undefined : invalidInput(this.#problems);
  }
}
