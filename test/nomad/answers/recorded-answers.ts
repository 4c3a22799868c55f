import { NotUnderstoodError } from '../../../src/nomad/answers/fields.ts';

export const id = 'jx53JHy3Tbqr2h5TMVdwxA';

/** As 1.3.17 answered; fields that the action does not read left out. */
export const upload = {
  process_running: false,
  current_process: '_process_upload',
  process_status: 'SUCCESS',
  last_status_message: 'Process _process_upload completed successfully',
  errors: [],
  warnings: ['Removing POTCAR file from upload.'],
  complete_time: '2026-11-24T03:11:54.102000',
  upload_id: id,
  upload_name: 'bench-ok',
  upload_create_time: '2026-11-24T03:11:52.573000',
  published: false,
  entries: 3,
};
export const look = {
  pagination: { page_size: 0, total: 3 },
  processing_successful: 2,
  processing_failed: 1,
  upload,
  data: [],
};
export const entry = {
  process_status: 'FAILURE',
  errors: ['parser failed with exception'],
  entry_id: 'jH5zUq_-AAAAAAAAAAAAAAAAAAAA',
  mainfile: 'data/broken.archive.yaml',
  parser_name: 'parsers/archive',
};

/** What the guard says against an answer; undefined: it takes it. */
export function complaint(read: () => unknown): string | undefined {
  try {
    read();
    return undefined;
  } catch (error) {
    if (error instanceof NotUnderstoodError) return error.message;
    throw error;
  }
}

export function withUpload(part: Record<string, unknown>): unknown {
  return { ...look, upload: { ...upload, ...part } };
}
