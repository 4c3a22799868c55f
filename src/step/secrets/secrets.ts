import { coded, listCodedSpellings, type Spelling, listSpellings } from './spellings.ts';

/** The values that must never be shown, and their removal from texts that come from outside. */
export class Secrets {
  readonly #values = new Set<string>();
  readonly #plain = new Map<string, Spelling>();
  readonly #coded = new Map<string, Spelling>();
  readonly #uncoded: Spelling[] = [];
  readonly #mask: (value: string) => void;

  /** `mask` tells the runner to hide a value in the log; it is called before the value can be used. */
  constructor(mask: (value: string) => void) {
    this.#mask = mask;
  }

  readonly add = (value: string): void => {
    if (value.trim() === '' || this.#values.has(value)) return;
    this.#mask(value);
    this.#values.add(value);
    for (const spelling of listSpellings(value)) {
      // Tokens of one server begin alike: renewals add nothing.
      if (this.#plain.has(makeKey(spelling))) continue;
      this.#plain.set(makeKey(spelling), spelling);
      this.#uncoded.push(spelling);
    }
  };

  /** Whether a text holds a secret, plain in any case or coded: where it can't be replaced, it must not be used. */
  standsIn(text: string): boolean {
    const low = text.toLowerCase();
    const holds = (secret: string): boolean =>
      low.includes(secret) &&
      // One of up to three letters is part of many words.
      (!/^[a-z0-9]{1,3}$/.test(secret) || low.split(/[^a-z0-9]+/).includes(secret));
    return (
      [...this.#values].some((value) => holds(value.trim().toLowerCase())) || /1{4}/.test(this.#findIn(text)?.join('') ?? '')
    );
  }

  /** Replaces secrets, plain and coded, by `***`: a server may echo what it was sent. */
  readonly redact = (text: string): string => {
    const hidden = this.#findIn(text);
    if (hidden === undefined) return text;
    let shown = '';
    let from = 0;
    for (let at = hidden.indexOf(1); at >= 0; at = hidden.indexOf(1, from)) {
      shown += `${text.slice(from, at)}***`;
      const end = hidden.indexOf(0, at);
      if (end < 0) return shown;
      from = end;
    }
    return shown + text.slice(from);
  };

  // To code them takes longer than all else at the start, and most steps never need it.
  #spellingsFor(text: string): Iterable<Spelling> {
    if (!coded.test(text)) return this.#plain.values();
    for (const plain of this.#uncoded.splice(0)) for (const one of listCodedSpellings(plain)) this.#coded.set(makeKey(one), one);
    return this.#coded.values();
  }

  /** 1 for each character that must be hidden. undefined: none. Secrets that overlap are all found. */
  #findIn(text: string): Uint8Array | undefined {
    let hidden: Uint8Array | undefined;
    for (const spelling of this.#spellingsFor(text)) {
      let at = text.indexOf(spelling.text);
      if (at < 0) continue;
      hidden ??= new Uint8Array(text.length);
      for (let end = 0; at >= 0; at = text.indexOf(spelling.text, spelling.end === undefined ? at + 1 : end)) {
        let i = Math.max(at, end);
        for (end = findEnd(spelling, text, at); i < end; i++) hidden[i] = 1;
      }
    }
    return hidden;
  }
}

// What is the whole of one secret can be the beginning of another.
function makeKey({ text, end }: Spelling): string {
  return `${end?.source ?? ''} ${text}`;
}

function findEnd({ text: { length }, end }: Spelling, text: string, at: number): number {
  if (end === undefined) return at + length;
  end.lastIndex = at + length;
  return end.exec(text)?.index ?? text.length;
}
