function base64(value: string, shift = 0): string {
  const bytes = Buffer.from(value);
  return bytes.subarray(bytes.length > shift ? shift : 0).toString('base64');
}

/** What `Uri.EscapeDataString` of .NET makes: stricter than encodeURIComponent. */
function uriEscape(value: string): string {
  return encodeURIComponent(value.toWellFormed()).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

function jsonEscape(value: string): string {
  return JSON.stringify(value)
    .slice(1, -1)
    .replace(/[\u0085\u2028\u2029]/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

const xmlEntities = new Map([
  ['<', '&lt;'],
  ['>', '&gt;'],
  ['"', '&quot;'],
  ["'", '&apos;'],
  ['&', '&amp;'],
]);

function xmlEscape(value: string): string {
  return value.replace(/[<>"'&]/g, (character) => xmlEntities.get(character) ?? character);
}

function withoutQuotes(value: string): string {
  return value.length > 8 && value.startsWith('"') && value.endsWith('"') ? value.slice(1, -1) : '';
}

/** PowerShell colours a command at its ampersand, and so prints a secret in two parts; parts under 6 characters stay. */
function powerShellParts(value: string): string[] {
  const coloured = value.indexOf('&+');
  const last = value.lastIndexOf('&');
  if (last < 0) return [];
  const parts =
    coloured < 0 ? [value.slice(0, last + 1), value.slice(last + 1)] : [value.slice(0, coloured + 2), value.slice(coloured + 3)];
  return parts.filter((part) => part.length >= 6);
}

/** The forms the runner masks besides the value itself (HostContext.cs). Hex, base64url and `+` for a blank are not among them. */
function encodings(value: string): string[] {
  return [
    base64(value),
    base64(value, 1),
    base64(value, 2),
    value.replaceAll('"', '\\"'),
    value.replaceAll("'", "''"),
    jsonEscape(value),
    uriEscape(value),
    xmlEscape(value),
    withoutQuotes(value),
    ...powerShellParts(value),
  ].filter((encoded) => encoded !== '');
}

/** Replaces secrets by `***`, in the forms and with the gaps that the runner has. */
export class SecretMasker {
  readonly #values = new Set<string>();
  readonly #searched = new Set<string>();

  /** The values that were added, without their encodings. */
  get values(): string[] {
    return [...this.#values];
  }

  /** Adds a value and each of its lines, as the runner does for secrets and for `add-mask`. */
  addWithLines(value: string): void {
    for (const part of [value, ...value.split(/[\r\n]/).map((line) => line.trim())]) this.add(part);
  }

  add(value: string): void {
    if (value === '') return;
    this.#values.add(value);
    for (const form of [value, ...encodings(value)]) this.#searched.add(form);
  }

  mask(text: string): string {
    let result = '';
    let position = 0;
    for (const [start, end] of this.#ranges(text)) {
      result += `${text.slice(position, start)}***`;
      position = end;
    }
    return result + text.slice(position);
  }

  /** Where secrets stand; those that overlap or touch are one range, hence one `***`. */
  #ranges(text: string): [number, number][] {
    const found: [number, number][] = [];
    for (const value of this.#searched) {
      for (let at = text.indexOf(value); at >= 0; at = text.indexOf(value, at + 1)) found.push([at, at + value.length]);
    }
    const merged: [number, number][] = [];
    for (const [start, end] of found.sort((a, b) => a[0] - b[0])) {
      const last = merged.at(-1);
      if (last && start <= last[1]) last[1] = Math.max(last[1], end);
      else merged.push([start, end]);
    }
    return merged;
  }
}
