import type { Annotation, StepRun } from '../../test/runner/runner.ts';
import { foldDetails, renderMarkdown } from './markdown.ts';
import { type ActionName, usesOf } from './packaged-action.ts';
import { paint, print, table, visible } from './terminal.ts';

const labels = { error: 'Error', warning: 'Warning', notice: 'Notice' } as const;
const icons = { error: paint('red', '✗'), warning: paint('yellow', '⚠'), notice: paint('blue', 'ℹ') } as const;
const outputLength = Math.max(60, (process.stdout.columns || 120) - 30);

export function showHeading(title: string): void {
  const line = `── ${title} `;
  print('', paint('bold', line + '─'.repeat(Math.max(3, 78 - line.length))), '');
}

function section(title: string, lines: string[]): void {
  if (lines.length === 0) return;
  print('', `  ${paint('bold', title)}`, ...lines.map((line) => `    ${line}`.trimEnd()));
}

/** The part of a workflow file that such a step would have. */
export function showWorkflow(action: ActionName, inputs: Record<string, string>, secrets: readonly string[]): void {
  const value = (text: string): string => (secrets.includes(text) ? '***' : visible(text));
  const lines = Object.entries(inputs).map(([name, text]) => `    ${name}: ${value(text)}`);
  print(`  uses: ${usesOf(action)}`, '  with:', ...lines, '', `  ${paint('bold', 'Log')}`);
}

/** A line of the log as GitHub shows it: commands are words and colours there. */
export function showLogLine(line: string): void {
  const [, command = '', text = line] = /^##\[(\w+)\](.*)$/s.exec(line) ?? [];
  const shown = visible(text);
  if (command === 'endgroup') return;
  if (command === 'error') print(`    ${paint('red', `Error: ${shown}`)}`);
  else if (command === 'warning') print(`    ${paint('yellow', `Warning: ${shown}`)}`);
  else if (command === 'notice') print(`    ${paint('blue', `Notice: ${shown}`)}`);
  else print(`    ${paint('dim', command === 'group' ? `▾ ${shown}` : shown)}`);
}

function place({ file, line, column }: Annotation): string {
  return [file, line, column].filter((part) => part !== undefined).join(':');
}

function annotationLines(annotation: Annotation): string[] {
  const { level, title, message } = annotation;
  const [first = '', ...rest] = message.split('\n').map(visible);
  const where = place(annotation);
  const heading = `${paint('bold', visible(title ?? labels[level]))}${where ? `  ${paint('cyan', visible(where))}` : ''}`;
  return [`${icons[level]} ${heading}`, ...[first, ...rest].map((line) => `  ${line}`)];
}

function outputRow([name, value]: [string, string]): string[] {
  const shown = visible(value);
  const short = shown.length > outputLength ? `${shown.slice(0, outputLength)}… (${value.length} characters)` : shown;
  return [name, short === '' ? paint('dim', '(empty)') : short];
}

export function colourOf(conclusion: StepRun['conclusion']): string {
  return conclusion === 'success' ? paint('green', '✓ success') : paint('red', `✗ ${conclusion}`);
}

/**
 * All that GitHub shows of a step when it has ended. The log was shown while it ran. What GitHub folds away is `folded` or
 * shown whole.
 */
export function showStep(run: StepRun, seconds: number, details: 'folded' | 'whole'): void {
  print('', `  ${colourOf(run.conclusion)}${paint('dim', ` in ${seconds.toFixed(1)} s`)}`);
  section('Annotations', run.annotations.flatMap(annotationLines));
  if (run.droppedAnnotations > 0) print(`    ${paint('dim', `and ${run.droppedAnnotations} more, which GitHub drops`)}`);
  section('Outputs', table(Object.entries(run.outputs).map(outputRow)));
  const summary = details === 'folded' ? foldDetails(run.summary) : run.summary;
  section('Job summary', summary === '' ? [] : renderMarkdown(summary));
}
