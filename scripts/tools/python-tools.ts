import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { toolsFolder } from './folder.ts';

const versions = { zizmor: '1.32.0', 'check-jsonschema': '0.39.0' } as const;

/** Where a program of Python is; the first time all of them are installed, into a virtual environment named after their versions. */
export function pythonTool(name: keyof typeof versions): string {
  const pins = Object.entries(versions).map(([tool, version]) => `${tool}==${version}`);
  const folder = join(toolsFolder, pins.join('-').replaceAll('==', '-'));
  const windows = process.platform === 'win32';
  const program = (tool: string): string => join(folder, windows ? `Scripts/${tool}.exe` : `bin/${tool}`);
  if (!Object.keys(versions).every((tool) => existsSync(program(tool)))) {
    process.stderr.write(`Installing ${pins.join(' and ')} into .tools/ …\n`);
    execFileSync(windows ? 'python' : 'python3', ['-m', 'venv', folder], { stdio: 'inherit' });
    execFileSync(program('pip'), ['install', '--quiet', '--disable-pip-version-check', ...pins], { stdio: 'inherit' });
  }
  return program(name);
}
