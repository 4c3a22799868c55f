/** The values that must never be shown, and their removal from texts that come from outside. */
export class Secrets {
  readonly #values = new Set<string>();
  readonly #spellings: Spellings = { whole: new Set(), token: new Set(), other: new Set() };
  readonly #mask: (value: string) => void;
  #patterns: readonly RegExp[] | undefined;

  /** `mask` tells the runner to hide a value in the log; it is called before the value can be used. */
  constructor(mask: (value: string) => void) {
    this.#mask = mask;
  }

  readonly add = (value: string): void => {
    if (value.trim() === '' || this.#values.has(value)) return;
    this.#mask(value);
    this.#values.add(value);
    for (const { kind, plain } of spellingsOf(value)) {
      // Tokens of one server begin alike: renewals add nothing.
      if (this.#spellings[kind].has(plain)) continue;
      this.#spellings[kind].add(plain);
      this.#patterns = undefined;
    }
  };

  /** Whether a secret that is no everyday word stands in a text, in letters of any case: where it can't be replaced, it must not be used. */
  standsIn(text: string): boolean {
    const low = text.toLowerCase();
    return [...this.#values].some((value) => value.trim().length >= 8 && low.includes(value.trim().toLowerCase()));
  }

  /** Replaces secrets, plain and coded, by `***`: a server may echo what it was sent. */
  readonly redact = (text: string): string => {
    if (!this.#mayStandIn(text)) return text;
    this.#patterns ??= patternsOf(this.#spellings);
    const found = this.#patterns
      .flatMap((pattern) => Array.from(text.matchAll(pattern), spanOf))
      .sort((a, b) => a.start - b.start);
    let shown = '';
    let hidden = 0;
    for (const { start, end } of found) {
      if (start >= hidden) shown += `${text.slice(hidden, start)}***`;
      hidden = Math.max(hidden, end);
    }
    return shown + text.slice(hidden);
  };

  // Most steps never need the expressions, which take longer to compile than everything else at the start: a text in which nothing is
  // coded can only have a secret as it is.
  #mayStandIn(text: string): boolean {
    if (coded.test(text)) return true;
    for (const plains of Object.values(this.#spellings)) for (const plain of plains) if (text.includes(plain)) return true;
    return false;
  }
}

/** What every way to code a character has in it: all forms of codedCharacter() but the character itself. */
const coded = /[%\\&+]/;

/** A text to look for, in whatever way its characters are coded: the whole of a secret, or the beginning of a long one. */
interface Spelling {
  readonly kind: 'whole' | keyof typeof longest;
  readonly plain: string;
}

type Spellings = Readonly<Record<Spelling['kind'], Set<string>>>;

// Whole ones are looked for ahead of every character, so that values that overlap are all found; that is bounded by their length. What
// follows a beginning is not, so it is consumed.
function patternsOf({ whole, token, other }: Spellings): RegExp[] {
  const longestFirst = Array.from(whole, codedText).sort((a, b) => b.length - a.length);
  const beginnings = [
    ...Array.from(token, (plain) => codedText(plain) + tails.token),
    ...Array.from(other, (plain) => codedText(plain) + tails.other),
  ];
  return [
    ...(whole.size === 0 ? [] : [new RegExp(`(?=(${longestFirst.join('|')}))`, 'gu')]),
    ...(beginnings.length === 0 ? [] : [new RegExp(beginnings.join('|'), 'gu')]),
  ];
}

function spanOf(match: RegExpExecArray): { start: number; end: number } {
  return { start: match.index, end: match.index + (match[1] ?? match[0]).length };
}

function spellingsOf(secret: string): Spelling[] {
  const lines = secret.split(/[\r\n]+/).map((line) => line.trim());
  return [...new Set([secret, secret.trim(), ...lines, ...base64Forms(secret)])].filter((text) => text !== '').map(spellingOf);
}

// A long token is known by its beginning, and hidden up to a character that no token has: the expression must stay small. Anything else
// is looked for as a whole, up to a length that hardly any password has.
const longest = { token: 64, other: 200 } as const;
const tails = { token: '[\\w.~%+/=\\\\&#;-]*', other: '[^\\n]*' } as const;

function spellingOf(secret: string): Spelling {
  const characters = Array.from(secret);
  const alphabet = /^[\w.~+/=-]+$/.test(secret) ? 'token' : 'other';
  if (characters.length <= longest[alphabet]) return { kind: 'whole', plain: secret };
  return { kind: alphabet, plain: characters.slice(0, longest[alphabet]).join('') };
}

// Which characters are coded, and how, differs between browsers, Python, curl, forms, JSON and HTML: each may be or not.
function codedText(plain: string): string {
  return Array.from(plain, codedCharacter).join('');
}

function codedCharacter(c: string): string {
  const hex = (n: number, digits: number): string => anyCase(n.toString(16).padStart(digits, '0'));
  const code = c.codePointAt(0) ?? 0;
  const forms = [
    escapeForRegExp(c),
    Array.from(Buffer.from(c), (byte) => `%${hex(byte, 2)}`).join(''),
    Array.from({ length: c.length }, (_, i) => `\\\\u${hex(c.charCodeAt(i), 4)}`).join(''),
    `&#(?:0*${code}|[xX]0*${hex(code, 1)});`,
    ...(/[ -~]/.test(c) ? [] : pythonForms(c, code, hex)),
    ...(otherForms[c] ?? []),
  ];
  return `(?:${forms.join('|')})`;
}

/** How Python writes what is no printable ASCII, in bytes and in texts. */
function pythonForms(c: string, code: number, hex: (n: number, digits: number) => string): string[] {
  const bytes = Array.from(Buffer.from(c), (byte) => `\\\\x${hex(byte, 2)}`).join('');
  return [bytes, code < 0x100 ? `\\\\x${hex(code, 2)}` : `\\\\U${hex(code, 8)}`];
}

const otherForms: Readonly<Record<string, readonly string[]>> = {
  ' ': ['\\+'],
  '"': ['\\\\"', '&quot;'],
  "'": ["\\\\'", '&apos;'],
  '\\': ['\\\\\\\\'],
  '/': ['\\\\\\/'],
  '&': ['&amp;'],
  '<': ['&lt;'],
  '>': ['&gt;'],
  '\n': ['\\\\n'],
  '\r': ['\\\\r'],
  '\t': ['\\\\t'],
};

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
    const end = (offset + bytes.length) % 3 === 0 ? text.length : text.length - 1;
    const inner = text.slice(offset === 0 ? 0 : offset + 1, end);
    return inner.length < 4 ? [] : [inner, inner.replaceAll('+', '-').replaceAll('/', '_')];
  });
  return [...whole, ...shifted];
}

function escapeForRegExp(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
}
