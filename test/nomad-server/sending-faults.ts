import type { FileSpec } from './upload-spec.ts';

/** What can go wrong with a request's body, and with the files in it. */
export type SendingFault = BodyFault | Mishap;

/** What happens while a body is sent. Nothing of it is stored. */
type BodyFault =
  /** The connection is reset (RST) when more than so many bytes of the body have been read. */
  | { kind: 'reset-in-body'; bytes: number }
  /** After so many bytes nothing more is read, and nothing is ever answered. */
  | { kind: 'stall-in-body'; bytes: number }
  /** 200 with this, before any of the body is read; the rest is discarded. */
  | { kind: 'early-answer'; body: unknown };

/** What happens to the files of a body that is read to its end and answered with 200. */
export type Mishap =
  /** They are lost: nothing is stored or processed, and the answer says READY. */
  | { kind: 'lost-files' }
  /** Each is stored as this says, or left out. */
  | { kind: 'changed-files'; change: (file: FileSpec) => FileSpec | undefined };

export function isBodyFault(fault: { kind: string }): fault is Exclude<BodyFault, { kind: 'early-answer' }> {
  return fault.kind === 'reset-in-body' || fault.kind === 'stall-in-body';
}

export function isMishap(fault: { kind: string }): fault is Mishap {
  return fault.kind === 'lost-files' || fault.kind === 'changed-files';
}

export function mishapTo(files: readonly FileSpec[], mishap: Mishap | undefined): readonly FileSpec[] {
  return mishap?.kind === 'changed-files' ? files.flatMap((file) => mishap.change(file) ?? []) : files;
}
