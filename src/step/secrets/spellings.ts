/** A way in which a secret may stand in a text. */
export interface Spelling {
  /** The whole of it, or the beginning of a long one. */
  readonly text: string;
  /** Of a beginning: finds the end of what follows it and must be hidden too. */
  readonly end: RegExp | undefined;
}

// Long secrets are known by their beginnings: so they are found where a server cut them, and tokens of one server, which begin alike, add
// nothing. Where blanks are part of a secret nothing shows where it ends, so more of it must stand there, and the rest of the line goes.
const kinds = {
  token: { long: 40, beginning: 32, end: /[^\w.~%+/=\\&#;-]/g },
  // It goes on in the next line where it is cut into lines, by real line ends or by those of JSON and Python.
  base64: { long: 64, beginning: 32, end: /(?<==)(?!=)|(?!\r?\n|(?:\\r)?\\n)[^\w+/=-]/g },
  other: { long: 200, beginning: 200, end: /\n/g },
} as const;

// A secret of more lines is known as a whole and by so many of them: the work must be bounded for any secret.
const maxLines = 100;

/** A secret as it is and in base64, with and without the blanks around it, and its lines. */
export function listSpellings(secret: string): Spelling[] {
  const lines = secret.split(/[\r\n]+/, maxLines).map((line) => line.trim());
  return [
    ...[secret, secret.trim(), ...lines].map((text) => spell(text, /^[\w.~+/=-]+$/.test(text) ? 'token' : 'other')),
    ...[secret, secret.trim()].flatMap(base64Forms).map((text) => spell(text, 'base64')),
  ].filter(({ text }) => text !== '');
}

function spell(whole: string, kind: keyof typeof kinds): Spelling {
  const { long, beginning, end } = kinds[kind];
  const first = Array.from(whole.slice(0, 2 * long + 2));
  return first.length > long ? { text: first.slice(0, beginning).join(''), end } : { text: whole, end: undefined };
}

// Inside a longer text (user:password) base64 depends on the offset: only the characters that no neighbour changes are looked for,
// and no fewer than four, which could stand in any word.
function base64Forms(secret: string): string[] {
  const bytes = Buffer.from(secret);
  const inner = [0, 1, 2].map((offset) => {
    const text = Buffer.concat([Buffer.alloc(offset), bytes])
      .toString('base64')
      .replace(/=+$/, '');
    const end = (offset + bytes.length) % 3 === 0 ? text.length : text.length - 1;
    return text.slice(offset === 0 ? 0 : offset + 1, end);
  });
  const whole = bytes.toString('base64');
  const forms = [whole, whole.replace(/=+$/, ''), ...inner.filter((text) => text.length >= 4)];
  return [...forms, ...forms.map((text) => text.replaceAll('+', '-').replaceAll('/', '_'))];
}
