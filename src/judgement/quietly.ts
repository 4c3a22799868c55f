import { NoVerdictError } from '../core/errors.ts';

/** Asks for something that the step can do without: undefined where NOMAD does not give it. Throws only after a cancellation. */
export async function quietly<T>(ask: () => Promise<T>): Promise<T | undefined> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof NoVerdictError && error.failure.reason !== 'cancelled') return undefined;
    throw error;
  }
}
