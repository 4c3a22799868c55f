import type { Secrets } from '../step/secrets/secrets.ts';
import type { Selected } from './files/collection.ts';
import { type FileInputs, selectFiles } from './files/select.ts';
import { secretInName } from './messages/sending.ts';

/** Lists the files to send. Their names may hold a secret: then nothing is sent, and they are not shown. */
export async function listFiles(
  inputs: FileInputs,
  secrets: Pick<Secrets, 'redact' | 'standsIn'>,
  signal: AbortSignal,
): Promise<Selected> {
  const { redact } = secrets;
  const selected = await selectFiles(inputs, signal);
  if (!selected.ok) {
    const { failure } = selected;
    return { ok: false, failure: { ...failure, message: redact(failure.message), advice: redact(failure.advice) } };
  }
  const { selection } = selected;
  if (selection.files.some(({ path }) => secrets.standsIn(path))) return { ok: false, failure: secretInName };
  const leftOut = { ...selection.leftOut, examples: selection.leftOut.examples.map(redact) };
  return { ok: true, selection: { ...selection, leftOut } };
}
