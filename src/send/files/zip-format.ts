/** The parts of a zip archive around its files (APPNOTE 6.3): names in UTF-8, with zip64 where numbers need it. */

const utf8 = 0x0800;
const described = 0x0008;
const max32 = 0xffff_ffff;
const max16 = 0xffff;
/** What deflate can add to a file that does not become smaller. */
const maxGrowth = 64 * 1024 * 1024;
const regularFile = 0o100644 * 0x1_0000;

/** A file of the archive, before it is written. */
export interface Member {
  readonly path: string;
  readonly modified: Date;
  /** Bytes of the file itself. */
  readonly size: number;
  readonly method: 'stored' | 'deflated';
}

/** What is known once it is written. */
export interface Written {
  readonly crc: number;
  /** Bytes in the archive. */
  readonly packed: number;
}

/** Stands before a file. Without `written`, that follows the file as a descriptor. */
export function localHeader(member: Member, written: Written | undefined): Buffer {
  const name = Buffer.from(member.path);
  const zip64 = needsZip64(member);
  const later = written === undefined;
  const extra = zip64 ? zip64Extra([later ? 0 : member.size, later ? 0 : written.packed]) : Buffer.alloc(0);
  const sizes = zip64 ? [max32, max32] : later ? [0, 0] : [written.packed, member.size];
  return Buffer.concat([
    ints(
      [0x04034b50, 4],
      [zip64 ? 45 : 20, 2],
      [utf8 | (later ? described : 0), 2],
      [methodOf(member), 2],
      ...time(member.modified),
    ),
    ints([written?.crc ?? 0, 4], [sizes[0] ?? 0, 4], [sizes[1] ?? 0, 4], [name.length, 2], [extra.length, 2]),
    name,
    extra,
  ]);
}

/** Stands after a file whose header could not say it. */
export function descriptor(member: Member, { crc, packed }: Written): Buffer {
  const width = needsZip64(member) ? 8 : 4;
  return ints([0x08074b50, 4], [crc, 4], [packed, width], [member.size, width]);
}

/** A file in the directory at the end. `offset`: where its local header begins. `later`: it has a descriptor. */
export function directoryEntry(member: Member, { crc, packed }: Written, offset: number, later: boolean): Buffer {
  const name = Buffer.from(member.path);
  const large = [member.size, packed, offset].filter((value) => value >= max32);
  const extra = large.length > 0 ? zip64Extra(large) : Buffer.alloc(0);
  const zip64 = large.length > 0 || needsZip64(member);
  return Buffer.concat([
    ints(
      [0x02014b50, 4],
      [0x033f, 2],
      [zip64 ? 45 : 20, 2],
      [utf8 | (later ? described : 0), 2],
      [methodOf(member), 2],
      ...time(member.modified),
    ),
    ints([crc, 4], [Math.min(packed, max32), 4], [Math.min(member.size, max32), 4], [name.length, 2], [extra.length, 2], [0, 2]),
    ints([0, 2], [0, 2], [regularFile, 4], [Math.min(offset, max32), 4]),
    name,
    extra,
  ]);
}

/** The end of the archive. `offset`: where its directory begins. */
export function endOfDirectory(count: number, size: number, offset: number): Buffer {
  const short = ints(
    ...([
      [0x06054b50, 4],
      [0, 2],
      [0, 2],
      [Math.min(count, max16), 2],
      [Math.min(count, max16), 2],
    ] as const),
    ...([
      [Math.min(size, max32), 4],
      [Math.min(offset, max32), 4],
      [0, 2],
    ] as const),
  );
  if (count < max16 && size < max32 && offset < max32) return short;
  return Buffer.concat([
    ints([0x06064b50, 4], [44, 8], [0x033f, 2], [45, 2], [0, 4], [0, 4], [count, 8], [count, 8], [size, 8], [offset, 8]),
    ints([0x07064b50, 4], [0, 4], [offset + size, 8], [1, 4]),
    short,
  ]);
}

function needsZip64({ size }: Member): boolean {
  return size >= max32 - maxGrowth;
}

function methodOf({ method }: Member): number {
  return method === 'stored' ? 0 : 8;
}

function zip64Extra(values: readonly number[]): Buffer {
  return ints([0x0001, 2], [8 * values.length, 2], ...values.map((value) => [value, 8] as const));
}

/** In the local time of the runner and two seconds, as the format has it; from 1980 to 2107. */
function time(date: Date): [readonly [number, 2], readonly [number, 2]] {
  const year = Math.min(2107, Math.max(1980, date.getFullYear()));
  return [
    [(date.getHours() << 11) | (date.getMinutes() << 5) | (date.getSeconds() >> 1), 2],
    [((year - 1980) << 9) | ((date.getMonth() + 1) << 5) | date.getDate(), 2],
  ];
}

/** Little-endian numbers of 2, 4 or 8 bytes. */
function ints(...fields: readonly (readonly [value: number, bytes: number])[]): Buffer {
  const buffer = Buffer.alloc(fields.reduce((sum, [, bytes]) => sum + bytes, 0));
  let at = 0;
  for (const [value, bytes] of fields) {
    if (bytes === 8) buffer.writeBigUInt64LE(BigInt(value), at);
    else buffer.writeUIntLE(value, at, bytes);
    at += bytes;
  }
  return buffer;
}
