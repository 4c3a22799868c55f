import { coded, decode } from './decode.ts';
import { listSpellings, type Spelling } from './spellings.ts';

const maxDecoded = 288 * 1024;

/** The values that must never be shown, and their removal from texts that come from outside. */
export class Secrets {
  readonly #values = new Set<string>();
  readonly #spellings = new Map<string, Spelling>();
  readonly #mask: (value: string) => void;

  /** `mask` tells the runner to hide a value in the log; it is called before the value can be used. */
  constructor(mask: (value: string) => void) {
    this.#mask = mask;
  }

  readonly add = (value: string): void => {
    if (value.trim() === '' || this.#values.has(value)) return;
    this.#mask(value);
    this.#values.add(value);
    // Tokens of one server begin alike: renewals add nothing.
    for (const spelling of listSpellings(value)) this.#spellings.set(makeKey(spelling), spelling);
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

  /** 1 for each character that must be hidden. undefined: none. Secrets that overlap are all found. */
  #findIn(text: string): Uint8Array | undefined {
    let hidden: Uint8Array | undefined;
    const hide = (from: number, to: number): void => {
      hidden ??= new Uint8Array(text.length);
      hidden.fill(1, from, to);
    };
    this.#search(text, hide);
    if (!coded.test(text)) return hidden;
    // Nobody is shown more of a text: what is not searched is hidden.
    if (text.length > maxDecoded) hide(maxDecoded, text.length);
    for (const { text: plain, begins, ends } of decode(text.slice(0, maxDecoded)))
      this.#search(plain, (from, to) => {
        hide(begins[from] ?? 0, ends[to - 1] ?? text.length);
      });
    return hidden;
  }

  /** Calls `hide` for each part of a text that is a secret, or what is left of one. */
  #search(text: string, hide: (from: number, to: number) => void): void {
    for (const spelling of this.#spellings.values()) {
      let hiddenTo = 0;
      for (let at = text.indexOf(spelling.text); at >= 0;) {
        const end = findEnd(spelling, text, at);
        hide(Math.max(at, hiddenTo), end);
        hiddenTo = end;
        at = text.indexOf(spelling.text, spelling.end === undefined ? at + 1 : end);
      }
    }
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
