import { list, optionalText, record, type Redact, text, texts, word } from './fields.ts';
import { statusWord } from './upload.ts';

export interface Entry {
  readonly id: string;
  /** The path of the file in the upload. */
  readonly mainfile: string;
  /** Set if the mainfile has several entries, otherwise ''. */
  readonly mainfileKey: string;
  readonly status: string;
  readonly parser: string;
  readonly errors: readonly string[];
}

/** The rows of `GET /uploads/{id}/entries`. */
export function readEntries(json: unknown, redact: Redact): Entry[] {
  return list(record(json, 'the answer')['data'], '"data"').map((item) => {
    const fields = record(item, 'an entry');
    const mainfile = redact(text(fields, 'mainfile'));
    const key = redact(optionalText(fields, 'mainfile_key'));
    // They are shown joined, which can put a secret together.
    const joined = `${mainfile}#${key}`;
    return {
      id: word(fields, 'entry_id', redact),
      mainfile,
      mainfileKey: key === '' || redact(joined) === joined ? key : '***',
      status: statusWord(text(fields, 'process_status'), redact),
      parser: redact(optionalText(fields, 'parser_name')),
      errors: texts(fields, 'errors', redact),
    };
  });
}
