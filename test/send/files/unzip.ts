import { inflateRawSync } from 'node:zlib';

interface File {
  readonly path: string;
  readonly content: string;
}

const centralEntry = 0x02014b50;
const endOfCentralDirectory = 0x06054b50;

/** Path and whole content of the files of a small zip, or undefined where it is not whole: the directory stands at its end. */
export function filesInZip(zip: Buffer): File[] | undefined {
  try {
    const end = zip.lastIndexOf(Buffer.from([0x50, 0x4b, 5, 6]));
    if (end < 0 || zip.readUInt32LE(end) !== endOfCentralDirectory) return undefined;
    const files: File[] = [];
    let at = zip.readUInt32LE(end + 16);
    for (let left = zip.readUInt16LE(end + 10); left > 0; left -= 1) {
      if (zip.readUInt32LE(at) !== centralEntry) return undefined;
      const lengths = [28, 30, 32].map((offset) => zip.readUInt16LE(at + offset));
      const [nameLength = 0, ...others] = lengths;
      const path = zip.toString('utf8', at + 46, at + 46 + nameLength);
      if (!path.endsWith('/')) files.push({ path, content: contentOf(zip, at) });
      at += 46 + nameLength + others.reduce((sum, length) => sum + length, 0);
    }
    return files;
  } catch {
    return undefined;
  }
}

function contentOf(zip: Buffer, entry: number): string {
  const local = zip.readUInt32LE(entry + 42);
  const start = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
  const packed = zip.subarray(start, start + zip.readUInt32LE(entry + 20));
  return (zip.readUInt16LE(entry + 10) === 0 ? packed : inflateRawSync(packed)).toString('utf8');
}
