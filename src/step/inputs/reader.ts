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

/** The INPUT_ variables, with the problems found while reading them. */
export class Form {
  readonly #environment: Environment;
  readonly #problems: Problem[] = [];

  readonly #secrets: InputSecrets;

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

  /** The lines of an input as `name: line`, without the values of secrets. */
  given(name: string): string[] {
    return this.lines(name, () => undefined).map((line) => `${name}: ${this.#secrets.redact(line)}`);
  }

  /** Calls `parse` with the input or its default; a string that comes back is the problem with it. */
  read<T extends object | number | boolean>(name: string, byDefault: string, parse: (text: string) => T | string): T | undefined {
    const given = this.text(name);
    // An Oasis's secret must not go to nomad-lab.eu because a variable was missing.
    if (name === 'nomad-url' && given === '' && this.raw(name) !== undefined) {
      this.problem(
        'nomad-url',
        'nomad-url is given but empty: does the variable that it comes from exist? Leave it out for nomad-lab.eu.',
      );
      return undefined;
    }
    const value = parse(given || byDefault);
    if (typeof value !== 'string') return value;
    this.#refuse(name, name === 'nomad-url' && /[@?#]/.test(given) ? '' : given, value);
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
      return ['false', 'False', 'FALSE'].includes(text) ? false : 'Allowed are true and false.';
    });
    return read ?? byDefault;
  }

  choice<const T extends string>(name: string, [byDefault, ...others]: readonly [T, ...T[]]): T {
    const given = this.text(name);
    const chosen = [byDefault, ...others].find((one) => one === given);
    if (chosen === undefined && given !== '') this.#refuse(name, given, `Allowed are ${[byDefault, ...others].join(', ')}.`);
    return chosen ?? byDefault;
  }

  /** One value a line: blanks at the ends go, empty lines and doubles are ignored. */
  lines(name: string, problemOf: (line: string) => string | undefined): string[] {
    const lines = (this.raw(name) ?? '').split(/\r\n|\r|\n/).map((line) => line.trim());
    const values = [...new Set(lines.filter((line) => line !== ''))];
    for (const value of values) {
      const problem = problemOf(value);
      if (problem !== undefined) this.#refuse(name, value, problem);
    }
    return values;
  }

  /** A line that is compared as it is, and shown without the values of secrets. */
  givenName(raw: string): GivenName {
    return { raw, display: this.#secrets.redact(raw) };
  }

  problem(name: string, sentence: string): void {
    this.#problems.push({ name, sentence: visible(sentence) });
  }

  /** All problems in one, if there are any. */
  failure(): Failure | undefined {
    return this.#problems.length === 0 ? undefined : invalidInput(this.#problems);
  }

  /** An input that goes into addresses and links must not hold a secret. */
  refuseSecrets(name: string): void {
    if (this.#secrets.standsIn(this.text(name)))
      this.problem(
        name,
        `${name} holds the value of a secret, which would be shown: give token and password only as those inputs.`,
      );
  }

  #refuse(name: string, given: string, allowed: string): void {
    this.problem(name, given === '' ? `${name}: ${allowed}` : `${name} is "${cut(this.#secrets.redact(given), 80)}". ${allowed}`);
  }
}
