import { vi } from 'vitest';

/** Keeps the log of the action out of the log of the tests, and gives what was written. */
export function catchLog(): () => string {
  const written: string[] = [];
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    written.push(String(text));
    return true;
  });
  return () => written.join('');
}
