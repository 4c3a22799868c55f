import { describe, expect, it } from 'vitest';
import type { Counters, Upload } from '../../src/nomad/schema.ts';
import { judge, type Judgement } from '../../src/verdict.ts';
import { aSighting, aTarget, now, someDemands } from '../builders.ts';

function judged(upload: Partial<Upload>, counters: Partial<Counters> = {}): Judgement {
  const seen = { ...aSighting({ name: 'nightly', ...upload }, counters), settled: 'ended', still: 0 } as const;
  return judge({ kind: 'seen', seen }, aTarget(), someDemands(), now);
}

describe('a success whose last process was an edit', () => {
  it.each(['edit_metadata', 'edit_upload_metadata'])('says that the end of the processing before is not known: %s', (process) => {
    expect(judged({ process, warnings: ['its own'] })).toMatchObject({
      conclusion: 'success',
      warnings: [
        'its own',
        `The last thing that NOMAD did with upload "nightly" was "${process}": it no longer says how the processing before that ended. A rename or an edit hides how the processing before it ended. Process the upload again, or send it again.`,
      ],
    });
  });

  it.each(['process_upload', 'publish_upload', 'publish_externally', 'import_bundle', 'put_file_and_process_local', ''])(
    'is told from one of "%s"',
    (process) => {
      expect(judged({ process })).toMatchObject({ conclusion: 'success', warnings: [] });
    },
  );

  it('is none where entries failed', () => {
    const judgement = judged({ process: 'edit_upload_metadata' }, { total: 3, successful: 2, failed: 1 });
    expect(judgement).toMatchObject({ conclusion: 'failure', failure: { reason: 'entries-failed' }, warnings: [] });
  });
});
