import { act, goTool } from '../../scripts/tools/go-tool.ts';

/** Before all tests, so that building the local runner counts for none of them. */
export default function install(): void {
  goTool(act);
}
