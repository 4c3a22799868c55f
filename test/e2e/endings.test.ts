import { describe, expect, it } from 'vitest';
import { cases } from './endings-table.ts';
import { check, expectEnding, expectSummary, uploadsOf, versions } from './step.ts';

describe.concurrent.each(versions)('with NOMAD %s', (version) => {
  it.each(cases)('$ending: $how', async ({ ending, says = '', prepare }) => {
    const run = await check(version, prepare);
    expectEnding(run, ending);
    expect(run.outputs['message']).toContain(says);
    expectSummary(run, ending);
    const asked = run.requests.length > 0;
    expect(asked).toBe(ending !== 'no-credentials' && (ending !== 'invalid-input' || says.includes('1001')));
    // Counted only where something was searched.
    const counted = asked && !['authentication', 'invalid-input'].includes(ending);
    if (counted)
      expect(run.outputs).toMatchObject({ 'upload-count': '1', 'failed-upload-count': ending === 'success' ? '0' : '1' });
    if (!asked) expect(run.outputs).toMatchObject({ 'upload-count': '', 'failed-upload-count': '', uploads: '[]' });
    for (const element of uploadsOf(run)) expect(element).toMatchObject({ failureReason: ending === 'success' ? '' : ending });
  });
});
