import { annotation, type Annotation, type Level } from './annotations.ts';
import type { SecretMasker } from './secret-masker.ts';

const annotationsPerLevel = 10;
const annotationLength = 4096;

/** What one step has said so far: its log, its annotations, and what it set for later steps. */
export class ExecutionContext {
  readonly lines: string[] = [];
  readonly annotations: Annotation[] = [];
  droppedAnnotations = 0;
  readonly outputs = new Map<string, string>();
  readonly env = new Map<string, string>();
  readonly state = new Map<string, string>();
  readonly path: string[] = [];
  summary = '';
  /** A command that can't be processed fails the step whatever its exit code. */
  commandFailed = false;
  readonly masker: SecretMasker;
  readonly debugMode: boolean;
  readonly #workspace: string;
  readonly #onLine: (line: string) => void;
  readonly #counts = { error: 0, warning: 0, notice: 0 };

  constructor(settings: { masker: SecretMasker; workspace: string; debug: boolean; onLine: (line: string) => void }) {
    this.masker = settings.masker;
    this.debugMode = settings.debug;
    this.#workspace = settings.workspace;
    this.#onLine = settings.onLine;
  }

  /** Writes to the log, masked. A message of several lines is several lines of the log. */
  output(message: string): void {
    for (const line of this.masker.mask(message).split(/\r\n|\r|\n/)) {
      this.lines.push(line);
      this.#onLine(line);
    }
  }

  debug(message: string): void {
    if (!this.debugMode) return;
    for (const line of message.split(/\r?\n/)) this.output(`##[debug]${line}`);
  }

  /** The log line is cut like the annotation: what is beyond the limit is lost in both. */
  issue(level: Level, text: string, properties: ReadonlyMap<string, string> = new Map()): void {
    const message = this.masker.mask(text).slice(0, annotationLength);
    this.#counts[level] += 1;
    if (this.#counts[level] > annotationsPerLevel) this.droppedAnnotations += 1;
    else if (message.trim() !== '') this.annotations.push(annotation(level, message, properties, this.#workspace));
    if (message !== '') this.output(`##[${level}]${message}`);
  }

  failCommand(what: string, cause: unknown): void {
    this.issue('error', `Unable to process ${what} successfully.`);
    this.issue('error', cause instanceof Error ? cause.message : String(cause));
    this.commandFailed = true;
  }
}
