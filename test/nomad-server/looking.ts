import { missingScope, refusal, unknownUpload } from './access.ts';
import { type Answer, withoutNulls } from './answers.ts';
import type { Asked, Nomad } from './requests.ts';
import { answered } from './rows.ts';

/** GET /uploads/{upload_id}, open to anybody for what is published. */
export function upload(nomad: Nomad, asked: Asked, id: string): Answer {
  const scope = missingScope(asked.caller, 'uploads:read');
  if (scope) return scope;
  const seen = nomad.uploads.peek(id);
  const refused = seen ? refusal(nomad, asked.caller, seen) : unknownUpload;
  return refused ?? answered(nomad, nomad.uploads.look(id), withoutNulls);
}
