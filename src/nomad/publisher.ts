import { readChanged } from './answers/changed.ts';
import { record, type Redact, whole } from './answers/fields.ts';
import { readSnapshot, type Snapshot, type Upload } from './answers/upload.ts';
import type { Requester, Unanswered } from './transport/request.ts';
import type { Patience } from './transport/retry.ts';

/** An upload, and for how many months it is, or would be, under embargo. */
export type Publishable = Snapshot & { readonly embargo: number };

/** NOMAD's own sentence, why it does not publish. */
export interface Refusal {
  readonly kind: 'refused';
  readonly sentence: string;
}

/** The requests of publishing. */
export interface Publisher {
  /** `GET /uploads/{id}/entries?page_size=0`. 'absent': NOMAD has no such upload. */
  look(id: string, patience: Patience): Promise<Publishable | 'absent'>;
  /**
   * `POST /uploads/{id}/action/publish`, once. The answer still says that it is not published (PENDING, 1.3 and 2.0), so look afterwards.
   * `embargo`: months, from 0 to 36.
   */
  publish(id: string, embargo: number, patience: Patience): Promise<Upload | Refusal | Unanswered>;
}

export function createPublisher(requester: Requester, redact: Redact): Publisher {
  return {
    look: (id, patience) =>
      requester.get(
        {
          path: `/uploads/${id}/entries`,
          query: new URLSearchParams({ page_size: '0' }),
          subject: 'upload',
          read: (json): Publishable | 'absent' => readPublishable(json, id, redact),
          readRefusal: (status, detail) => (status === 404 && detail.includes('upload_id was not found') ? 'absent' : undefined),
        },
        patience,
      ),

    publish: (id, embargo, patience) =>
      requester.change(
        {
          method: 'POST',
          path: `/uploads/${id}/action/publish`,
          query: new URLSearchParams({ embargo_length: String(embargo) }),
          subject: 'upload',
          read: (json): Upload | Refusal => readChanged(json, id, redact),
          // 1.3.17 and 2.0.0: no entries, failed processing, a process that runs, published already, an embargo that is not allowed.
          readRefusal: (status, detail) =>
            status === 400 && detail !== '' ? { kind: 'refused', sentence: redact(detail) } : undefined,
        },
        patience,
      ),
  };
}

function readPublishable(json: unknown, id: string, redact: Redact): Publishable {
  const snapshot = readSnapshot(json, id, redact);
  return { ...snapshot, embargo: whole(record(record(json, 'the answer')['upload'], '"upload"'), 'embargo_length') };
}
