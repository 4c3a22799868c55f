import { execFileSync } from 'node:child_process';

/** Makes the folder a repository of `octocat/data` with one commit of all that is in it. */
export function commitFiles(folder: string, home: string): void {
  const git = (...args: string[]): void => {
    const settings = ['user.name=octocat', 'user.email=octocat@example.org', 'commit.gpgsign=false'];
    execFileSync('git', [...settings.flatMap((setting) => ['-c', setting]), ...args], {
      cwd: folder,
      env: { PATH: process.env['PATH'] ?? '', HOME: home, GIT_CONFIG_NOSYSTEM: '1' },
      stdio: ['ignore', 'ignore', 'inherit'],
    });
  };
  git('init', '-q', '-b', 'main');
  // The runner takes github.repository from here.
  git('remote', 'add', 'origin', 'https://github.com/octocat/data.git');
  git('add', '-A', '-f');
  git('commit', '-q', '-m', 'Data');
}
