/** The values that must never be shown, and their removal from texts that come from outside. */
export class Secrets {
  readonly #values = new Set<string>();
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
    const forms = [...new Set([...this.#values].flatMap(formsOf))].filter((form) => form !== '');
    this.#pattern = new RegExp(
      forms
        .sort((a, b) => b.length - a.length)
        .map(escapeForRegExp)
        .join('|'),
      'gu',
    );
  }

  /** Replaces secrets, plain and coded, by `***`: a server may echo what it was sent. */
  redact(text: string): string {
    return this.#pattern === undefined ? text : text.replace(this.#pattern, '***');
  }
}

function formsOf(secret: string): string[] {
  const percent = percentForms(secret);
  return [
    secret,
    secret.trim(),
    ...secret.split(/[\r\n]+/).map((line) => line.trim()),
    ...percent,
    ...base64Forms(secret),
    ...jsonForms(secret),
  ];
}

function percentForms(secret: string): string[] {
  const uri = encodeURIComponent(secret.toWellFormed());
  const strict = uri.replace(/[!'()*~]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);
  const form = new URLSearchParams({ x: secret }).toString().slice(2);
  return [uri, strict, form].flatMap((text) => [text, text.replace(/%[0-9A-F]{2}/g, (code) => code.toLowerCase())]);
}

// Inside a longer text (user:password) base64 depends on the offset: only the characters that no neighbour changes are looked for.
function base64Forms(secret: string): string[] {
  const bytes = Buffer.from(secret);
  const whole = [bytes.toString('base64'), bytes.toString('base64').replace(/=+$/, ''), bytes.toString('base64url')];
  const shifted = [0, 1, 2].flatMap((offset) => {
    const text = Buffer.concat([Buffer.alloc(offset), bytes])
      .toString('base64')
      .replace(/=+$/, '');
    const tail = (offset + bytes.length) % 3 === 0 ? text.length : text.length - 1;
    const inner = text.slice(offset === 0 ? 0 : offset + 1, tail);
    return inner.length < 8 ? [] : [inner, inner.replaceAll('+', '-').replaceAll('/', '_')];
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
