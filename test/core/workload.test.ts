import { describe, expect, it } from 'vitest';
import { Workload } from '../../src/core/workload.ts';

describe('long work', () => {
  it('lets a cancellation through, and ends with its reason', async () => {
    const stop = new AbortController();
    setImmediate(() => {
      stop.abort(new Error('cancelled'));
    });
    const workload = new Workload(stop.signal);
    let steps = 0;
    const work = async (): Promise<void> => {
      for (; steps < 1000; steps++) await workload.add(1_000_000);
    };
    await expect(work()).rejects.toThrow('cancelled');
    expect(steps).toBeLessThan(10);
  });

  it('is not broken for a few steps', async () => {
    let turned = false;
    setImmediate(() => {
      turned = true;
    });
    const workload = new Workload(new AbortController().signal);
    for (let i = 0; i < 1000; i++) await workload.add(100);
    expect(turned).toBe(false);
  });
});
