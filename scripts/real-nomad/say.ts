/** A line about what goes on, with the seconds since the start of the program. */
export function say(text: string): void {
  process.stdout.write(`${(performance.now() / 1000).toFixed(0).padStart(4)} s  ${text}\n`);
}
