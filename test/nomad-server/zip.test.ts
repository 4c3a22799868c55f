import { expect, it } from 'vitest';
import { Body } from './body.ts';
import { filesInZip } from './zip.ts';

/** By Python's zipfile, which was made to take 10 bytes and one file for too large: all numbers are in zip64 fields. */
const zip64 = [
  'UEsDBC0AAAgAAAAAIQDwcRrE//////////8LABQAw6QvbG9uZy50eHQBABAAKAAAAAAAAAAoAAAAAAAAAHh4eHh4eHh4eHh4eHh4eHh4eHh4eH',
  'h4eHh4eHh4eHh4eHh4eHh4eHhQSwMEFAAAAAAAAAAhAGaKyhEDAAAAAwAAAAUAAABiLnR4dHR3b1BLAQItAy0AAAgAAAAAIQDwcRrE////////',
  '//8LABQAAAAAAAAAAACAAQAAAADDpC9sb25nLnR4dAEAEAAoAAAAAAAAACgAAAAAAAAAUEsBAi0DLQAAAAAAAAAhAGaKyhEDAAAAAwAAAAUADA',
  'AAAAAAAAAAAIAB/////2IudHh0AQAIAGUAAAAAAAAAUEsGBiwAAAAAAAAALQAtAAAAAAAAAAAAAgAAAAAAAAACAAAAAAAAAIwAAAAAAAAAiwAA',
  'AAAAAABQSwYHAAAAABcBAAAAAAAAAQAAAFBLBQYAAAAAAgACAIwAAACLAAAAAAA=',
].join('');

/** As bodies come in: in pieces that end anywhere. */
function inPieces(bytes: Buffer, length: number): Body {
  const count = Math.ceil(bytes.length / length);
  return new Body(Array.from({ length: count }, (_, at) => bytes.subarray(at * length, (at + 1) * length)));
}

it.each([1, 7, 1000])('reads a zip64 that came in pieces of %i bytes', (length) => {
  expect(filesInZip(inPieces(Buffer.from(zip64, 'base64'), length))).toEqual([
    { path: 'ä/long.txt', size: 40, content: Buffer.from('x'.repeat(40)) },
    { path: 'b.txt', size: 3, content: Buffer.from('two') },
  ]);
});

it('finds nothing in a zip that is cut', () => {
  const bytes = Buffer.from(zip64, 'base64');
  for (let end = 0; end < bytes.length - 22; end += 1) expect(filesInZip(new Body([bytes.subarray(0, end)]))).toBeUndefined();
});
