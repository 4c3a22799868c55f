export const versions = ['1.3', '2.0'] as const;

export type Version = (typeof versions)[number];

/** The statuses NOMAD knows; any other text may be given to see what a client makes of it. */
export type Status = 'READY' | 'PENDING' | 'RUNNING' | 'WAITING_FOR_RESULT' | 'SUCCESS' | 'FAILURE' | (string & {});

export interface EntrySpec {
  mainfile: string;
  /** Told only by entries that share their mainfile with others. */
  mainfileKey?: string;
  /** Default: SUCCESS when the upload has ended, else what an entry not yet looked at shows. */
  status?: Status;
  errors?: string[];
  warnings?: string[];
  parser?: string;
  comment?: string;
  references?: string[];
  /** The entry's processing log; default: the recorded one of its status. */
  logs?: unknown[];
}

export interface FileSpec {
  /** That of a folder ends in a slash. */
  path: string;
  size: number;
  /** Of small files that were really sent. */
  content?: Buffer;
}

/** An upload as a test wants it: whatever is left out is what NOMAD shows of a well processed one. */
export interface UploadSpec {
  /** Left out: an upload without a name. */
  name?: string;
  /** A user's name; default ada. */
  owner?: string;
  /** The login of the request that made it. */
  madeWith?: string;
  coauthors?: string[];
  status?: Status;
  /** As NOMAD writes it; default `_process_upload`. */
  process?: string;
  /** Default: what this version writes for the status. */
  message?: string;
  errors?: string[];
  warnings?: string[];
  createdAt?: Date;
  /** null: NOMAD tells none, though the processing has ended. */
  completedAt?: Date | null;
  published?: boolean;
  /** Months. */
  embargo?: number;
  /** Default: one SUCCESS entry; none for READY and FAILURE. */
  entries?: EntrySpec[];
  /** Default: the mainfiles of its entries. */
  files?: FileSpec[];
  /** A script of what is to be seen, look by look; the last state stays. */
  states?: State[];
}

/**
 * One scene of the script. It lies over the upload's own spec (not over the scene before) for so many looks, default 1.
 * A look is a GET of the upload or of its entries, or a list that shows it.
 */
export interface State extends Omit<UploadSpec, 'states'> {
  looks?: number;
  /** From here on NOMAD knows no such upload. */
  deleted?: boolean;
}

const running = new Set(['PENDING', 'RUNNING', 'WAITING_FOR_RESULT']);

/** `process_running` as both versions define it (1.3: processing/base.py, Proc). */
export function isRunning(status: Status): boolean {
  return running.has(status);
}
