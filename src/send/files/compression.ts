import { extname } from 'node:path';
import type { SentFile } from './select.ts';

// What is compressed already only costs time. HDF5 and NetCDF files may be compressed inside or not, so they are tried.
const packed = new Set([
  ...['.zip', '.gz', '.tgz', '.bz2', '.xz', '.zst', '.7z', '.rar', '.lz4', '.br'],
  ...['.png', '.jpg', '.jpeg', '.gif', '.webp', '.mp4', '.mov', '.avi', '.mkv', '.webm', '.mp3', '.ogg', '.flac'],
  ...['.docx', '.xlsx', '.pptx', '.odt', '.ods', '.npz', '.jar', '.whl', '.parquet'],
]);

/** The level of deflate, from 0 (stored as it is) to 9. */
export function compressionOf({ path, size }: Pick<SentFile, 'path' | 'size'>): number {
  return size === 0 || packed.has(extname(path).toLowerCase()) ? 0 : 1;
}
