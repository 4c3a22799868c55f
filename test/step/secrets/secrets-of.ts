import { Secrets } from '../../../src/step/secrets/secrets.ts';

/** What hides these values, and tells no runner of them. */
export function secretsOf(...values: readonly string[]): Secrets {
  const secrets = new Secrets(() => undefined);
  for (const value of values) secrets.add(value);
  return secrets;
}

export function redact(text: string, ...values: readonly string[]): string {
  return secretsOf(...values).redact(text);
}
