import { readChanged } from './answers/changed.ts';
import type { Redact } from './answers/fields.ts';
import type { Upload } from './answers/upload.ts';
import { type Changed, readRefusal } from './sender.ts';
import { isUnanswered, type Requester } from './transport/request.ts';
import type { Patience } from './transport/retry.ts';

/** The request that deletes. */
export interface Remover {
  /** `DELETE /uploads/{id}`: 200 says that NOMAD will do it, not that it is done. 1.3 lets a running process come to its end first. */
  deleteUpload(id: string, patience: Patience): Promise<Changed>;
}

export function createRemover(requester: Requester, redact: Redact): Remover {
  return {
    deleteUpload: (id, patience) =>
      requester.change(
        {
          method: 'DELETE',
          path: `/uploads/${id}`,
          subject: 'upload',
          read: (json): Changed => readChanged(json, id, redact),
          readRefusal,
        },
        patience,
      ),
  };
}

/** NOMAD has accepted a change. */
export function isDone(changed: Changed): changed is Upload {
  return typeof changed === 'object' && !isUnanswered(changed);
}
