import { inflateRawSync } from 'node:zlib';
import type { Body } from './body.ts';
import type { FileSpec } from './upload-spec.ts';

const endOfDirectory = Buffer.from('PK\x05\x06');
const zip64Locator = Buffer.from('PK\x06\x07');
const directoryEntry = 0x02014b50;
const inZip64 = 0xffffffff;

/** Contents up to this size are kept, of larger files the size alone. */
export const keptBytes = 65_536;

interface Directory {
  readonly count: number;
  readonly bytes: Buffer;
}

/** The files and folders of a zip, or undefined where it is not whole: the directory stands at its end. */
export function filesInZip(zip: Body): FileSpec[] | undefined {
  try {
    const directory = directoryOf(zip);
    if (!directory) return undefined;
    const { bytes } = directory;
    const files: FileSpec[] = [];
    let at = 0;
    for (let left = directory.count; left > 0; left -= 1) {
      if (bytes.readUInt32LE(at) !== directoryEntry) return undefined;
      const name = bytes.readUInt16LE(at + 28);
      files.push(fileAt(zip, bytes, at));
      at += 46 + name + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
    }
    return files;
  } catch {
    return undefined;
  }
}

function directoryOf(zip: Body): Directory | undefined {
  const tail = zip.bytes(Math.max(0, zip.length - 65_600), zip.length);
  const end = tail.lastIndexOf(endOfDirectory);
  if (end < 0) return undefined;
  const isLarge = end >= 20 && tail.subarray(end - 20, end - 16).equals(zip64Locator);
  const [count, size, offset] = isLarge
    ? largeEnd(zip, Number(tail.readBigUInt64LE(end - 12)))
    : [tail.readUInt16LE(end + 10), tail.readUInt32LE(end + 12), tail.readUInt32LE(end + 16)];
  return { count, bytes: zip.bytes(offset, offset + size) };
}

function largeEnd(zip: Body, start: number): [number, number, number] {
  const end = zip.bytes(start, start + 56);
  return [Number(end.readBigUInt64LE(32)), Number(end.readBigUInt64LE(40)), Number(end.readBigUInt64LE(48))];
}

function fileAt(zip: Body, directory: Buffer, at: number): FileSpec {
  const nameEnd = at + 46 + directory.readUInt16LE(at + 28);
  const path = nameOf(directory.subarray(at + 46, nameEnd), directory.readUInt16LE(at + 8));
  const extra = directory.subarray(nameEnd, nameEnd + directory.readUInt16LE(at + 30));
  const [size = 0, packed = 0, local = 0] = numbers(
    [directory.readUInt32LE(at + 24), directory.readUInt32LE(at + 20), directory.readUInt32LE(at + 42)],
    extra,
  );
  if (size > keptBytes || path.endsWith('/')) return { path, size };
  const header = zip.bytes(local, local + 30);
  const start = local + 30 + header.readUInt16LE(26) + header.readUInt16LE(28);
  const bytes = zip.bytes(start, start + packed);
  return { path, size, content: directory.readUInt16LE(at + 10) === 0 ? bytes : inflateRawSync(bytes) };
}

const high =
  'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u00a0';

/** Python reads names as code page 437 unless the entry says that they are UTF-8. */
function nameOf(bytes: Buffer, flags: number): string {
  if ((flags & 0x800) !== 0) return bytes.toString('utf8');
  return [...bytes].map((byte) => (byte < 0x80 ? String.fromCharCode(byte) : (high[byte - 0x80] ?? ''))).join('');
}

/** What does not fit into 32 bits stands in the extra field 1, in this order. */
function numbers(given: readonly number[], extra: Buffer): number[] {
  let at = 0;
  while (at + 4 <= extra.length && extra.readUInt16LE(at) !== 1) at += 4 + extra.readUInt16LE(at + 2);
  at += 4;
  return given.map((number) => {
    if (number !== inZip64) return number;
    at += 8;
    return Number(extra.readBigUInt64LE(at - 8));
  });
}
