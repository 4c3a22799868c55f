import { readFileSync } from 'node:fs';
import { type Fields, isRecord } from '../../core/record.ts';
import type { Environment } from './reader.ts';

/** What GitHub says about the event that started the run. {}: nothing that can be read. */
export function readEvent(environment: Environment): Fields {
  try {
    const event: unknown = JSON.parse(readFileSync(environment['GITHUB_EVENT_PATH'] ?? '', 'utf8'));
    return isRecord(event) ? event : {};
  } catch {
    return {};
  }
}
