import { code } from '../../../step/escape.ts';
import type { Run } from '../../../step/github/run.ts';

/** `Commit abc1234, workflow run, attempt 2` with links: without it, the colour of an older commit looks like that of the newest. */
export function describeOrigin({ commit, attempt, pages }: Run): string {
  const parts = [
    `Commit ${linked(code(commit.slice(0, 7)), pages.commit)}`,
    ...(pages.run === '' ? [] : [linked('workflow run', pages.run)]),
    ...(attempt > 1 ? [`attempt ${attempt}`] : []),
  ];
  return parts.join(', ');
}

function linked(text: string, page: string): string {
  return page === '' ? text : `[${text}](${page})`;
}
