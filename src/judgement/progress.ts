import type { Clock } from '../core/clock.ts';
import type { Failure } from '../core/failure-reasons.ts';
import type { Target } from '../nomad/search/find.ts';
import { type Deployment, linkUpload } from '../nomad/deployment.ts';
import { presentCounters, type Snapshot } from '../nomad/answers/upload.ts';
import { count, cut, lastLine, span } from '../core/wording.ts';
import type { Log } from '../step/log.ts';
import type { Look } from './watch.ts';
import { emptyUpload } from './messages/files.ts';
import { quoteName } from './messages/wording.ts';

// A line is repeated after this long: even if the longest pause and the longest request follow, there is a line every minute.
const quiet = 25_000;
const maxIntroduced = 10;

type ProgressLog = Pick<Log, 'line' | 'openGroup' | 'closeGroup'>;

/** The log of the wait: a line whenever something changes, and at least one a minute. */
export class Progress {
  readonly #log: ProgressLog;
  readonly #clock: Clock;
  readonly #deployment: Deployment;
  readonly #last = new Map<string, string>();
  #began = 0;
  #several = false;
  #notYet = '';
  #retried = false;
  #saidAt = -Infinity;

  constructor(log: ProgressLog, clock: Clock, deployment: Deployment) {
    this.#log = log;
    this.#clock = clock;
    this.#deployment = deployment;
  }

  /** Names the uploads with their links, and opens the log group of the wait. If there are many uploads, they are named inside the group. */
  begin(targets: readonly Target[]): void {
    this.#began = this.#clock.now();
    this.#several = targets.length > 1;
    const lines = targets.map((target) => this.#introduce(target));
    if (lines.length <= maxIntroduced) for (const line of lines) this.#log.line(line);
    else this.#log.line(`Uploads: ${lines.length}`);
    this.#log.openGroup(`Waiting for NOMAD to process ${this.#several ? 'them' : 'it'}`);
    if (lines.length > maxIntroduced) for (const line of lines) this.#log.line(line);
  }

  end(): void {
    this.#log.closeGroup();
  }

  show({ target, snapshot, notYet }: Look): void {
    if (snapshot !== undefined) this.#showSnapshot(target.id, snapshot);
    if (notYet) this.notYet([target.id]);
  }

  /** A READY upload has no files. */
  showEmpty({ target, snapshot }: Look): void {
    const upload = { id: target.id, name: snapshot?.upload.name ?? '' };
    this.#say(emptyUpload(this.#several ? `Upload ${quoteName(upload, 60)}` : 'The upload'));
  }

  /** Names or ids that have not appeared yet. */
  readonly notYet = (names: readonly string[]): void => {
    const line = `Not there yet: ${names.slice(0, 5).join(', ')}${names.length > 5 ? ` and ${names.length - 5} more` : ''}`;
    if (this.#notYet === line && !this.#isQuiet()) return;
    this.#say(line);
    this.#notYet = line;
  };

  readonly retry = ({ message }: Failure, pause: number): void => {
    if (this.#retried && !this.#isQuiet()) return;
    this.#say(`${message} Trying again in ${span(pause)} …`);
    this.#retried = true;
  };

  #showSnapshot(id: string, snapshot: Snapshot): void {
    const line = this.#describe(snapshot);
    if (this.#last.get(id) === line && !this.#isQuiet()) return;
    this.#say(`  ${span(this.#clock.now() - this.#began).padStart(20)}  ${line}`);
    this.#last.set(id, line);
  }

  #isQuiet(): boolean {
    return this.#clock.now() - this.#saidAt >= quiet;
  }

  #say(line: string): void {
    this.#log.line(line);
    this.#saidAt = this.#clock.now();
  }

  #introduce({ id, older, found }: Target): string {
    const name = quoteName({ id, name: found?.upload.name ?? '' }, 200);
    const others = older > 0 ? ` (the newest of ${older + 1} uploads with this name)` : '';
    return `Upload: ${name}${others} ${linkUpload(this.#deployment, id)}`;
  }

  #describe(snapshot: Snapshot): string {
    const { upload } = snapshot;
    const name = this.#several ? `${quoteName(upload, 60)}: ` : '';
    const message = upload.state === 'running' ? cut(lastLine(upload.statusMessage), 100) : '';
    return `${name}${upload.status}${countEntries(snapshot)}${message === '' ? '' : ` – ${message}`}`;
  }
}

function countEntries(snapshot: Snapshot): string {
  const counted = presentCounters(snapshot);
  if (counted === undefined) return '';
  const { total, successful, failed } = counted;
  if (total === 0) return snapshot.upload.state === 'running' ? ': no entries yet' : ': no entries';
  return `: ${successful + failed} of ${count(total, 'entry', 'entries')} processed${failed > 0 ? `, ${failed} failed` : ''}`;
}
