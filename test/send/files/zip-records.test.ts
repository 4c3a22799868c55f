import { describe, expect, it } from 'vitest';
import { dataDescriptor, directoryRecord, endOfDirectory } from '../../../src/send/files/zip-records.ts';

const entry = {
  name: Buffer.from('a'),
  modifiedAt: new Date(0),
  isCompressed: false,
  checksum: 7,
  size: 1,
  packedSize: 1,
  offset: 0,
};
const last = 0xffff_fffe;

describe('what 32 bits can not hold stands in 64:', () => {
  it.each(['size', 'packedSize', 'offset'] as const)('%s in the directory', (field) => {
    const small = directoryRecord({ ...entry, [field]: last });
    const large = directoryRecord({ ...entry, [field]: last + 1 });
    expect(large.length - small.length).toBe(28);
    const order = ['size', 'packedSize', 'offset'] as const;
    expect(large.readBigUInt64LE(large.length - 24 + 8 * order.indexOf(field))).toBe(BigInt(last + 1));
    expect([20, 24, 42].map((at) => large.readUInt32LE(at))).toEqual([last + 1, last + 1, last + 1]);
  });

  it('sizes behind the content', () => {
    expect(dataDescriptor({ ...entry, size: last })).toHaveLength(16);
    const large = dataDescriptor({ ...entry, size: last + 1, packedSize: 5 });
    expect([large.readUInt32LE(4), large.readBigUInt64LE(8), large.readBigUInt64LE(16)]).toEqual([7, 5n, BigInt(last + 1)]);
  });

  it('the number of files, and where the directory is', () => {
    expect(endOfDirectory(65_534, { offset: last, size: 1 })).toHaveLength(22);
    for (const [files, offset] of [
      [65_535, 9],
      [1, last + 1],
    ] as const) {
      const end = endOfDirectory(files, { offset, size: 20 });
      expect([24, 32, 40, 48, 64].map((at) => Number(end.readBigUInt64LE(at)))).toEqual([files, files, 20, offset, offset + 20]);
    }
  });
});

describe('times', () => {
  it.each(['1970-01-01', '1900-01-01', '2200-01-01'])('of %s fit', (time) => {
    expect(directoryRecord({ ...entry, modifiedAt: new Date(time) }).readUInt16LE(14)).toBeGreaterThan(0);
  });
});
