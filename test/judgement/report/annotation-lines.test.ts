import { describe, expect, it } from 'vitest';
import { renderAnnotations } from '../../../src/judgement/report/annotations.ts';
import { parseCommand } from '../../runner/workflow-commands.ts';
import { anEnding, aResult, oasis } from '../../builders.ts';

const commands = new Set(['error', 'warning', 'group', 'command', 'set-output', 'add-mask']);

function messagesOf(warning: string): string[] {
  const ending = anEnding([aResult({ warnings: [warning] })], { warnings: [warning] });
  return renderAnnotations(ending, oasis, () => undefined).map(({ message }) => message);
}

describe('a warning that NOMAD has of an upload is one line of the annotation, and no command in the log:', () => {
  it.each([
    ['bad\n##[error]forged', 'bad\\u{a}#\\u{23}[error]forged'],
    ['bad\r\n::error::forged', 'bad\\u{d}\\u{a}::error::forged'],
    ['bad\n[command]rm -rf x', 'bad\\u{a}[command]rm -rf x'],
    ['bad\r##[group]forged\u2028::add-mask::x', 'bad\\u{d}#\\u{23}[group]forged\\u{2028}::add-mask::x'],
    ['::set-output name=conclusion::success', '\\u{3a}:set-output name=conclusion::success'],
    ['##[error]forged', '#\\u{23}[error]forged'],
  ])('%j', (warning, line) => {
    const messages = messagesOf(warning);
    expect(messages).toEqual([line, line]);
    for (const message of messages) expect(parseCommand(message, commands)).toBeUndefined();
  });
});
