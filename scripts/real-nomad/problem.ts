/** Something that the person who started this can mend, in a sentence. */
export class Problem extends Error {}
