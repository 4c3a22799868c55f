import { describe, expect, it } from 'vitest';
import type { Ending } from '../../../src/judgement/ending.ts';
import { renderSummary } from '../../../src/judgement/report/summary.ts';
import { aFailure, anEnding, anEntry, aResult, aSnapshot, around, times } from '../../builders.ts';
import { hostileTexts } from './hostile.ts';
import { addressesOf, elementsOf, htmlOf, shownOf } from './rendered.ts';

const mostBytes = 900 * 1024;
const failed = aFailure('entries-failed');
const ours = ['h2', 'h3', 'p', 'strong', 'br', 'a', 'code', 'table', 'thead', 'tbody', 'tr', 'th', 'td'].concat([
  ...['details', 'summary', 'pre', 'ul', 'li'],
]);

/** Everything that comes from others is `text`. */
function sceneOf(text: string, uploads: number, entries: number): Ending {
  const upload = { name: text, status: 'FAILURE', statusMessage: text, errors: times(6, () => text), warnings: [text] };
  const entry = { mainfile: text, mainfileKey: text, parser: text, errors: [text] };
  const results = times(uploads, (i) =>
    aResult({
      id: `u-${i}`,
      failure: aFailure('processing-failed', { message: text }),
      warnings: [text],
      snapshot: aSnapshot(upload, { total: 99, successful: 0, failed: 90 }),
      entries: {
        listed: times(Math.ceil(entries / uploads), (n) =>
          anEntry({ id: `e-${n}`, ...entry, status: n % 2 === 0 ? 'FAILURE' : text }),
        ),
        more: 7,
      },
    }),
  );
  return anEnding(results, { message: text.slice(0, 500), warnings: [text] });
}

function headsAndCells(html: string): [heads: number, cells: number[]][] {
  return Array.from(html.matchAll(/<table>(.*?)<\/table>/gs), ([, table = '']) => {
    const rows = Array.from(table.matchAll(/<tr>(.*?)<\/tr>/gs), ([, row = '']) => row);
    const heads = (rows[0]?.match(/<th(?: align="left")?>/g) ?? []).length;
    return [heads, rows.slice(1).map((row) => (row.match(/<td(?: align="left")?>/g) ?? []).length)];
  });
}

describe.each([1, 2, 5])('texts of others make nothing but text, with %i uploads:', (uploads) => {
  it.each(hostileTexts)('%s', (_, text) => {
    const context = { ...around, givenInputs: [`upload-name: ${text}`], findPage: () => 'https://github.example.org/page' };
    const html = htmlOf(renderSummary(sceneOf(text, uploads, 4), context));
    for (const element of elementsOf(html)) expect(ours).toContain(element);
    for (const address of addressesOf(html))
      expect(address).toMatch(
        /^https:\/\/(nomad\.example\.org\/oasis\/gui\/(user\/uploads\/upload\/id\/u-\d|entry\/id\/e-\d\/logs)|github\.example\.org\/page)$/,
      );
    const tables = headsAndCells(html);
    const entryRows = uploads === 5 ? 5 : 4;
    // Five uploads that say the same share a row.
    expect(tables.map(([heads, cells]) => [heads, cells.length])).toEqual([
      uploads === 1 ? [2, 4] : [5, uploads === 5 ? 1 : 2],
      [uploads === 1 ? 4 : 5, entryRows],
    ]);
    for (const [heads, cells] of tables) for (const n of cells) expect(n).toBe(heads);
    expect(elementsOf(html).filter((name) => name === 'pre')).toHaveLength(5 * uploads);
    expect(elementsOf(html).filter((name) => name === 'li')).toHaveLength(1 + uploads + 2 + (uploads === 5 ? 1 : 2));
    expect(shownOf(html)).not.toMatch(/(?!\n)[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u);
  });
});

const uploadPages = /upload\/id\/u-\d+\)/g;

describe('200 uploads and 200 failed entries are listed, and the rest is counted:', () => {
  it('uploads', () => {
    const rows = (n: number): string => renderSummary(anEnding(times(n, (i) => aResult({ id: `u-${i}` }))), around);
    expect(rows(200).match(uploadPages)).toHaveLength(200);
    expect(rows(200)).not.toContain('more upload');
    expect(rows(201).match(uploadPages)).toHaveLength(200);
    expect(rows(201)).toContain('… and 1 more upload.');
    expect(rows(1000)).toContain('… and 800 more uploads.');
  });

  it('entries, over all uploads', () => {
    const rows = (n: number, more: number): string =>
      renderSummary(
        anEnding(times(2, () => aResult({ failure: failed, entries: { listed: times(n, () => anEntry()), more } }))),
        around,
      );
    const inRows = /data&#47;run&#46;yaml/g;
    expect(rows(100, 0).match(inRows)).toHaveLength(200);
    expect(rows(100, 0)).not.toContain('more entr');
    expect(rows(150, 0).match(inRows)).toHaveLength(200);
    expect(rows(150, 0)).toContain('… and 100 more entries.');
    expect(rows(1, 5)).toContain('… and 10 more entries.');
    expect(rows(0, 5)).toContain('… and 10 more entries.');
  });
});

describe('the summary is never too long, and still counts what it leaves out:', () => {
  it.each([
    ['plain', 'x'],
    ['wide', '世'],
    ['marked up', '@<|`'],
    ['signs that GitHub would link', '@#'],
    ['invisible', 'a\u200b\u200b\u200b\u200b\u200b\u200b\u200b'],
    ['astral and invisible', 'a\u{e0041}\u{e0041}\u{e0041}'],
    ['line ends', 'a\n'],
    ['backticks', '`'],
  ])('%s', (_, characters) => {
    const text = characters.repeat(Math.ceil(6000 / characters.length));
    for (const uploads of [1, 250]) {
      const ending = sceneOf(text, uploads, 250);
      const summary = renderSummary(ending, { ...around, givenInputs: times(1000, () => `upload-id: ${text}`) });
      expect(Buffer.byteLength(summary)).toBeLessThanOrEqual(mostBytes);
      const html = htmlOf(summary);
      const tables = headsAndCells(html).map(([, cells]) => cells.length);
      const rest = (what: string): number => Number(new RegExp(`and (\\d+) more ${what}`).exec(shownOf(html))?.[1] ?? 0);
      const failures = (ending.results ?? []).reduce((sum, { entries }) => sum + entries.listed.length + entries.more, 0);
      expect(tables).toHaveLength(2);
      expect((tables[1] ?? 0) + rest('entr')).toBe(failures);
      expect(tables[1]).toBeGreaterThan(10);
      // The first page is the one below the advice.
      const pages = (summary.match(uploadPages) ?? []).length - 1;
      expect(pages).toBeGreaterThan(uploads > 1 ? 10 : 0);
      if (uploads > 1) expect(pages + rest('upload')).toBe(uploads);
      expect(shownOf(html)).toContain('Warnings');
      // The worst upload and its first entry are never what is left out.
      expect(addressesOf(html)[0]).toMatch(/\/id\/u-0$/);
      expect(addressesOf(html)).toContainEqual(expect.stringMatching(/\/gui\/entry\/id\/e-0\/logs$/));
    }
  });

  it('also with endless advice and a status without end', () => {
    const failure = aFailure('invalid-input', { advice: times(50_000, (i) => `- line ${i} @`).join('\n') });
    const snapshot = aSnapshot({ status: '@'.repeat(2_000_000) });
    const summary = renderSummary(anEnding([aResult({ failure, snapshot })]), around);
    expect(Buffer.byteLength(summary)).toBeLessThanOrEqual(mostBytes);
    expect(shownOf(htmlOf(summary))).toContain('- line 9 @');
  });

  it('also with files whose paths are as long as they can be, in characters that take most', () => {
    const page = `https://github.example.org/${'%E4%B8%96'.repeat(4096 / 3)}`;
    const ending = sceneOf('a\u200b'.repeat(3000), 2, 250);
    const summary = renderSummary(ending, { ...around, findPage: () => page });
    expect(Buffer.byteLength(summary)).toBeLessThanOrEqual(mostBytes);
    const rows = summary.split(page).length - 1;
    expect(rows).toBeGreaterThan(5);
    expect(summary).toContain(`… and ${250 + 2 * 7 - rows} more entries.`);
  });

  it('many warnings are counted', () => {
    const warnings = times(3000, (i) => `warning ${i} ${'x'.repeat(100)}`);
    const summary = renderSummary(anEnding([aResult()], { warnings }), around);
    const listed = (summary.match(/^- warning/gm) ?? []).length;
    expect(listed).toBeGreaterThan(50);
    expect(summary).toContain('- warning 0 ');
    expect(summary).toContain(`… and ${3000 - listed} more warnings.`);
  });
});
