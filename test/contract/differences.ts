import type { Version } from '../nomad-server/server.ts';

/** All that 1.3 and 2.0 answer differently, as far as the contract goes. */
interface Differences {
  readonly loginByUrl: number;
  readonly grantTypeMissing: number;
  readonly emptyPassword: number;
  readonly tokenFields: readonly string[];
  readonly badCredentialsChallenge: string;
  readonly loginNeeded: string;
  readonly loginNeededChallenge: string | null;
  readonly somebodyElses: number;
  readonly appTokenFromAppToken: number;
  readonly unknownPat: string;
  /** Statuses of an upload while it is being processed. */
  readonly running: readonly string[];
  readonly processedMessage: string;
  readonly badZip: RegExp;
  readonly editProcess: string;
  readonly editedMessage: string;
  /** Of an entry whose turn has not come. */
  readonly waitingEntry: { readonly process_status: string; readonly process_running: boolean };
  readonly entryProcess: string | undefined;
  readonly entryMessage: string;
  readonly entryFailure: { readonly error: string; readonly message: string };
  readonly time: RegExp;
  readonly nullsOfPost: readonly string[];
  readonly orderByStatus: number;
  readonly wrongOrderBy: RegExp;
  readonly createPat: number;
  /** To write to what is published. */
  readonly publishedWrite: number;
  /** A file that lies over a folder, or the other way round. */
  readonly clash: RegExp;
  readonly potcar: { readonly files: readonly string[]; readonly warnings: readonly string[] };
  readonly deleteProcess: string;
}

const nulls = ['current_process', 'last_status_message', 'complete_time', 'upload_name', 'publish_time'];

export const differences: Record<Version, Differences> = {
  '1.3': {
    loginByUrl: 200,
    grantTypeMissing: 200,
    emptyPassword: 401,
    tokenFields: ['access_token', 'token_type'],
    badCredentialsChallenge: 'Bearer',
    loginNeeded: 'Authorization required.',
    loginNeededChallenge: null,
    somebodyElses: 401,
    appTokenFromAppToken: 200,
    unknownPat: 'Could not validate credentials. The given token is invalid.',
    running: ['PENDING', 'RUNNING', 'WAITING_FOR_RESULT'],
    processedMessage: 'Process _process_upload completed successfully',
    badZip: /^ValueError: Cannot extract file. Bad file format or file extension\?$/,
    editProcess: '_edit_upload_metadata',
    editedMessage: 'Process _edit_upload_metadata completed successfully',
    waitingEntry: { process_status: 'PENDING', process_running: true },
    entryProcess: '_process_entry',
    entryMessage: 'Process _process_entry completed successfully',
    entryFailure: {
      error: 'parser failed with exception',
      message: 'Process _process_entry failed: parser failed with exception',
    },
    time: /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{6})?$/,
    nullsOfPost: nulls,
    orderByStatus: 422,
    wrongOrderBy: /^order_by must be a valid attribute$/,
    createPat: 404,
    publishedWrite: 401,
    clash: /^AssertionError: Cannot merge a file with a directory or vice versa: folder$/,
    potcar: {
      files: ['POTCAR', 'POTCAR.Si', 'POTCAR.Si.stripped', 'POTCAR.stripped', 'POTCAR2', 'POTCAR2.stripped', 'xPOTCAR'],
      warnings: [],
    },
    deleteProcess: '_delete_upload',
  },
  '2.0': {
    loginByUrl: 405,
    grantTypeMissing: 422,
    emptyPassword: 422,
    tokenFields: ['access_token', 'expires_in', 'id_token', 'refresh_expires_in', 'refresh_token', 'scope', 'token_type'],
    badCredentialsChallenge: 'Basic',
    loginNeeded: 'Authentication required.',
    loginNeededChallenge: 'Bearer',
    somebodyElses: 403,
    appTokenFromAppToken: 403,
    unknownPat: 'Authentication required.',
    running: ['PENDING'],
    processedMessage: 'Process completed successfully',
    badZip: /^_RemoteTraceback: \n"""\nTraceback [^]*\nValueError: Bad archive\.\n"""/,
    editProcess: '_edit_metadata',
    editedMessage: 'Process completed successfully',
    waitingEntry: { process_status: 'READY', process_running: false },
    entryProcess: undefined,
    entryMessage: 'Archiving',
    entryFailure: {
      error: 'ProcessFailure: parser failed with exception',
      message: 'Process None failed: ProcessFailure: parser failed with exception',
    },
    time: /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{6})?Z$/,
    nullsOfPost: [...nulls, 'description', 'doi', 'included_entries'],
    orderByStatus: 200,
    wrongOrderBy: /^order_by is 'nonsense', must be one of \(.*'process_status'.*\)$/,
    createPat: 201,
    publishedWrite: 400,
    clash: /^_RemoteTraceback: [^]*\nAssertionError: .*\/upload\.zip does not exist\n"""$/,
    potcar: {
      files: ['POTCAR.Si.stripped', 'POTCAR.stripped', 'POTCAR2', 'xPOTCAR'],
      warnings: ['Removing POTCAR file from upload.', 'Removing POTCAR file from upload.'],
    },
    deleteProcess: 'delete_upload',
  },
};
