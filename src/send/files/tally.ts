const maxExamples = 5;

/** How many paths there are, and the first few of them. */
export class Tally {
  count = 0;
  readonly examples: string[] = [];

  add(path: string): void {
    this.count++;
    if (this.examples.length < maxExamples) this.examples.push(path);
  }
}
