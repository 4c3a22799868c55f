import { spawnSync } from 'node:child_process';
import { globSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { root } from './step.ts';

const dist = join(root, 'dist');

// Modules of Node that take long to load: what no step needs, and what only https and proxies do.
const unneeded = ['child_process', 'fs/promises', 'perf_hooks', 'readline', 'zlib', 'worker_threads', 'dgram'];
const onDemand = ['crypto', 'https', 'tls', 'assert'];

// Counts, not seconds: what makes a step slow is found on a busy machine too. The seconds are those of `npm run bench`.
describe('the packaged action is small:', () => {
  it('what every step loads, and what only some load: to send, to publish, to delete, or to write to GitHub', () => {
    const sizes = readdirSync(dist)
      .filter((file) => file.endsWith('.js'))
      .map((file) => ({ always: file === 'index.js', size: statSync(join(dist, file)).size }));
    expect(sizes.filter(({ always }) => always)).toHaveLength(1);
    for (const { always, size } of sizes) expect(size).toBeLessThan(always ? 140_000 : 130_000);
  });

  it('every action starts the same bundle from a small file of its own', () => {
    const started = globSync('*/*.js', { cwd: dist });
    expect(started.map((file) => join('src', file.replace(/js$/, 'ts'))).sort()).toEqual(
      globSync('src/*/{index,post}.ts', { cwd: root }).sort(),
    );
    for (const file of started)
      expect(readFileSync(join(dist, file), 'utf8')).toMatch(/^require\('\.\.\/index\.js'\)\.\w+\(\);\n$/);
  });

  it('it asks Node for these modules only', () => {
    const asked = [...readFileSync(join(dist, 'index.js'), 'utf8').matchAll(/\brequire\("(?:node:)?([\w/]+)"\)/g)];
    const names = new Set(asked.map(([, name]) => name));
    // The last four are asked for when files are sent; that none of them is loaded before, the next test tells.
    const always = ['crypto', 'events', 'fs', 'http', 'net', 'os', 'path', 'util'];
    expect([...names].sort()).toEqual([...always, 'buffer', 'fs/promises', 'stream', 'zlib'].sort());
  });

  it('loading it, and ending without inputs, loads nothing of Node that takes long and is not needed', () => {
    const folder = mkdtempSync(join(tmpdir(), 'budget-'));
    try {
      writeFileSync(join(folder, 'output'), '');
      const tell = join(folder, 'tell.cjs');
      writeFileSync(tell, `process.on('exit', () => process._rawDebug('loaded ' + process.moduleLoadList.join()))`);
      const env = { GITHUB_OUTPUT: join(folder, 'output') };
      const { stderr } = spawnSync(process.execPath, ['--require', tell, join(dist, 'check', 'index.js')], {
        cwd: folder,
        env,
        encoding: 'utf8',
      });
      const loaded = new Set(stderr.replace('loaded ', '').trim().split(','));
      expect(loaded).toContain('NativeModule http');
      for (const module of [...unneeded, ...unneeded.map((name) => `internal/${name}`), ...onDemand])
        expect(loaded).not.toContain(`NativeModule ${module}`);
      expect([...loaded].filter((name) => name.includes('undici'))).toEqual([]);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
