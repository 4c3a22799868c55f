/** The values that must never be shown, and their removal from texts that come from outside. */
export class Secrets {
  readonly #values = new Set<string>();
  readonly #forms: Form[] = [];
  readonly #mask: (value: string) => void;
  #pattern: RegExp | undefined;

  /** `mask` tells the runner to hide a value in the log; it is called before the value can be used. */
  constructor(mask: (value: string) => void) {
    this.#mask = mask;
  }

  add(value: string): void {
    if (value.trim() === '' || this.#values.has(value)) return;
    this.#mask(value);
    this.#values.add(value);
    this.#forms.push(...formsOf(value).filter(({ length }) => length > 0));
    this.#pattern = undefined;
  }

  /** Replaces secrets, plain and coded, by `***`: a server may echo what it was sent. */
  redact(text: string): string {
    if (this.#forms.length === 0) return text;
    this.#pattern ??= patternOf(this.#forms);
    let shown = '';
    let hidden = 0;
    for (const { index, 1: value = '' } of text.matchAll(this.#pattern)) {
      if (index >= hidden) shown += `${text.slice(hidden, index)}***`;
      hidden = Math.max(hidden, index + value.length);
    }
    return shown + text.slice(hidden);
  }
}

/** A way to write a secret: a regular expression, and the least length of what it matches. */
interface Form {
  readonly source: string;
  readonly length: number;
}

// It looks ahead only, so that values that overlap are all found.
function patternOf(forms: readonly Form[]): RegExp {
  const alternatives = forms.toSorted((a, b) => b.length - a.length).map(({ source }) => source);
  return new RegExp(`(?=(${[...new Set(alternatives)].join('|')}))`, 'gu');
}

function formsOf(secret: string): Form[] {
  const lines = secret.split(/[\r\n]+/).map((line) => line.trim());
  const texts = [secret, secret.trim(), ...lines, ...base64Forms(secret), ...jsonForms(secret)];
  return [...texts.map((text) => ({ source: escapeForRegExp(text), length: text.length })), percentForm(secret)];
}

// Which characters are encoded, and in which letters, differs between browsers, Python, curl and forms: each may be or not.
function percentForm(secret: string): Form {
  const characters = Array.from(secret.toWellFormed(), (c) => {
    const coded = Array.from(Buffer.from(c), (byte) => `%${anyCase(byte.toString(16).padStart(2, '0'))}`).join('');
    return `(?:${escapeForRegExp(c)}|${coded}${c === ' ' ? '|\\+' : ''})`;
  });
  return { source: characters.join(''), length: characters.length };
}

function anyCase(hex: string): string {
  return hex.replace(/[a-f]/g, (digit) => `[${digit}${digit.toUpperCase()}]`);
}

// Inside a longer text (user:password) base64 depends on the offset: only the characters that no neighbour changes are looked for,
// and no fewer than four, which could stand in any word.
function base64Forms(secret: string): string[] {
  const bytes = Buffer.from(secret);
  const whole = [bytes.toString('base64'), bytes.toString('base64').replace(/=+$/, ''), bytes.toString('base64url')];
  const shifted = [0, 1, 2].flatMap((offset) => {
    const text = Buffer.concat([Buffer.alloc(offset), bytes])
      .toString('base64')
      .replace(/=+$/, '');
    const tail = (offset + bytes.length) % 3 === 0 ? text.length : text.length - 1;
    const inner = text.slice(offset === 0 ? 0 : offset + 1, tail);
    return inner.length < 4 ? [] : [inner, inner.replaceAll('+', '-').replaceAll('/', '_')];
  });
  return [...whole, ...shifted];
}

// JSON as JavaScript and as Python write it (the latter with non-ASCII characters as \uXXXX).
function jsonForms(secret: string): string[] {
  const text = JSON.stringify(secret).slice(1, -1);
  const ascii = text.replace(/[\u0080-\uffff]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`);
  return [text, ascii, text.replaceAll('/', '\\/')];
}

function escapeForRegExp(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
}
