/** One file of a zip, as its records describe it. */
export interface ZipEntry {
  readonly name: Buffer;
  readonly modifiedAt: Date;
  readonly isCompressed: boolean;
  readonly checksum: number;
  readonly size: number;
  readonly packedSize: number;
  /** Where its first record begins. */
  readonly offset: number;
}

/** What no field of 32 bits can hold goes into fields of 64. */
const most = 0xffff_ffff;
/** The name is UTF-8; sizes and checksum follow the content. */
const flags = 0x808;
const version = { usual: 20, zip64: 45, madeByUnix: 0x31e } as const;
/** An ordinary file that everybody may read. */
const mode = 0o100644;

/** Stands before the content, when size and checksum are not known yet. */
export function localHeader(entry: Pick<ZipEntry, 'name' | 'modifiedAt' | 'isCompressed'>): Buffer {
  const header = Buffer.alloc(30);
  header.writeUInt32LE(0x04034b50, 0);
  header.writeUInt16LE(version.usual, 4);
  header.writeUInt16LE(flags, 6);
  writeMethodAndTime(header, entry, 8);
  header.writeUInt16LE(entry.name.length, 26);
  return Buffer.concat([header, entry.name]);
}

/** Follows the content. */
export function dataDescriptor({ checksum, size, packedSize }: Pick<ZipEntry, 'checksum' | 'size' | 'packedSize'>): Buffer {
  const isLarge = Math.max(size, packedSize) >= most;
  const descriptor = Buffer.alloc(isLarge ? 24 : 16);
  descriptor.writeUInt32LE(0x08074b50, 0);
  descriptor.writeUInt32LE(checksum, 4);
  if (isLarge) {
    descriptor.writeBigUInt64LE(BigInt(packedSize), 8);
    descriptor.writeBigUInt64LE(BigInt(size), 16);
  } else {
    descriptor.writeUInt32LE(packedSize, 8);
    descriptor.writeUInt32LE(size, 12);
  }
  return descriptor;
}

/** The entry's record in the directory at the end. */
export function directoryRecord(entry: ZipEntry): Buffer {
  const numbers = [entry.size, entry.packedSize, entry.offset] as const;
  const isLarge = Math.max(...numbers) >= most;
  const [size, packedSize, offset] = isLarge ? [most, most, most] : numbers;
  const extra = Buffer.alloc(isLarge ? 37 : 9);
  // "UT", with the time of modification in UTC; the usual field has local time in steps of two seconds.
  extra.writeUInt16LE(0x5455, 0);
  extra.writeUInt16LE(5, 2);
  extra.writeUInt8(1, 4);
  extra.writeInt32LE(Math.min(Math.max(Math.floor(entry.modifiedAt.getTime() / 1000), -0x8000_0000), 0x7fff_ffff), 5);
  if (isLarge) {
    extra.writeUInt16LE(1, 9);
    extra.writeUInt16LE(24, 11);
    for (const [i, number] of numbers.entries()) extra.writeBigUInt64LE(BigInt(number), 13 + 8 * i);
  }
  const record = Buffer.alloc(46);
  record.writeUInt32LE(0x02014b50, 0);
  record.writeUInt16LE(version.madeByUnix, 4);
  record.writeUInt16LE(isLarge ? version.zip64 : version.usual, 6);
  record.writeUInt16LE(flags, 8);
  writeMethodAndTime(record, entry, 10);
  record.writeUInt32LE(entry.checksum, 16);
  record.writeUInt32LE(packedSize, 20);
  record.writeUInt32LE(size, 24);
  record.writeUInt16LE(entry.name.length, 28);
  record.writeUInt16LE(extra.length, 30);
  record.writeUInt16LE(mode, 40);
  record.writeUInt32LE(offset, 42);
  return Buffer.concat([record, entry.name, extra]);
}

/** What ends a zip, with the records of 64 bits where they are needed. */
export function endOfDirectory(entries: number, directory: { readonly offset: number; readonly size: number }): Buffer {
  const isLarge = entries >= 0xffff || Math.max(directory.offset, directory.size) >= most;
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  for (const at of [8, 10]) end.writeUInt16LE(isLarge ? 0xffff : entries, at);
  end.writeUInt32LE(isLarge ? most : directory.size, 12);
  end.writeUInt32LE(isLarge ? most : directory.offset, 16);
  if (!isLarge) return end;
  const large = Buffer.alloc(76);
  large.writeUInt32LE(0x06064b50, 0);
  large.writeBigUInt64LE(44n, 4);
  large.writeUInt16LE(version.madeByUnix, 12);
  large.writeUInt16LE(version.zip64, 14);
  for (const at of [24, 32]) large.writeBigUInt64LE(BigInt(entries), at);
  large.writeBigUInt64LE(BigInt(directory.size), 40);
  large.writeBigUInt64LE(BigInt(directory.offset), 48);
  // And where this record is.
  large.writeUInt32LE(0x07064b50, 56);
  large.writeBigUInt64LE(BigInt(directory.offset + directory.size), 64);
  large.writeUInt32LE(1, 72);
  return Buffer.concat([large, end]);
}

function writeMethodAndTime(
  record: Buffer,
  { isCompressed, modifiedAt: time }: Pick<ZipEntry, 'isCompressed' | 'modifiedAt'>,
  at: number,
): void {
  record.writeUInt16LE(isCompressed ? 8 : 0, at);
  const year = Math.min(Math.max(time.getFullYear(), 1980), 2107);
  record.writeUInt16LE((time.getHours() << 11) | (time.getMinutes() << 5) | (time.getSeconds() >> 1), at + 2);
  record.writeUInt16LE(((year - 1980) << 9) | ((time.getMonth() + 1) << 5) | time.getDate(), at + 4);
}
