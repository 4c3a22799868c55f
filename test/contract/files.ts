import { crc32, deflateRawSync } from 'node:zlib';

export const good = '{"data":{"m_def":"nomad.datamodel.metainfo.eln.ElnBaseSection","name":"a good entry"}}';
export const broken = 'data:\n  m_def: nomad.datamodel.metainfo.eln.ElnBaseSection\n  name: [this list is never closed\n';
export const png = Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

/** Thirty good entries and two broken ones, in a folder. */
export function mixedZip(): Uint8Array<ArrayBuffer> {
  const files: Record<string, string> = {};
  for (let number = 1; number <= 30; number += 1) files[`run/good-${String(number).padStart(2, '0')}.archive.json`] = good;
  return zip({ ...files, 'run/broken-1.archive.yaml': broken, 'run/broken-2.archive.yaml': broken, 'run/README.md': 'no entry' });
}

const utf8Names = 0x800;

export function zip(files: Record<string, string>, flags = utf8Names): Uint8Array<ArrayBuffer> {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const [path, text] of Object.entries(files)) {
    const name = Buffer.from(path);
    const packed = deflateRawSync(text);
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(flags, 2);
    common.writeUInt16LE(8, 4);
    common.writeUInt32LE(0x00210000, 6);
    common.writeUInt32LE(crc32(text), 10);
    common.writeUInt32LE(packed.length, 14);
    common.writeUInt32LE(Buffer.byteLength(text), 18);
    common.writeUInt16LE(name.length, 22);
    const local = Buffer.concat([Buffer.from('PK\x03\x04'), common, name, packed]);
    const place = Buffer.alloc(14);
    place.writeUInt32LE(offset, 10);
    directory.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\x00'), common, place, name]));
    parts.push(local);
    offset += local.length;
  }
  const listing = Buffer.concat(directory);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(directory.length, 4);
  end.writeUInt16LE(directory.length, 6);
  end.writeUInt32LE(listing.length, 8);
  end.writeUInt32LE(offset, 12);
  return Uint8Array.from(Buffer.concat([...parts, listing, Buffer.from('PK\x05\x06'), end]));
}
