import { count, cut } from '../core/wording.ts';
import type { Addition } from '../judgement/ending.ts';
import { code, markdown } from '../step/escape.ts';
import { describeBytes } from './bytes.ts';
import { describeTime } from './messages/sending.ts';
import type { Selection } from './files/collection.ts';
import type { Shipment } from './shipment.ts';

const maxLargest = 5;

/** What sending adds to the report. */
export function renderShipment(shipment: Shipment): Addition {
  const { selection, created, took } = shipment;
  const files = selection?.files.length;
  return {
    outputs: {
      'file-count': String(files ?? ''),
      'byte-count': String(selection?.bytes ?? ''),
      created: String(created ?? ''),
    },
    blocks: selection === undefined ? [] : describeShipment(shipment, selection),
    fields: {
      sent: { files: files ?? '', bytes: selection?.bytes ?? '', created: created ?? '', taken: took !== undefined },
    },
  };
}

function describeShipment({ took, notes, arrival }: Shipment, selection: Selection): string[] {
  const { files, bytes } = selection;
  const sent = took === undefined ? 'Not sent' : `NOMAD had them ${describeTime(took)}`;
  const bySum = arrival?.bySum ?? 0;
  const lines = [
    `${count(files.length, 'file')}, ${describeBytes(bytes)}. ${sent}.`,
    ...describeLeftOut(selection),
    ...(bySum > 0 ? [`For ${count(bySum, 'folder')}, only the total size was compared with what was sent.`] : []),
    ...notes,
  ];
  return ['### Files', ...lines.map(markdown), listLargest(selection)].filter((block) => block !== '');
}

function describeLeftOut({ leftOut: { hidden, excluded, examples } }: Selection): string[] {
  const parts = [
    ...(hidden > 0 ? [count(hidden, 'hidden file or folder', 'hidden files and folders')] : []),
    ...(excluded > 0 ? [`${count(excluded, 'file or folder', 'files and folders')} that path excludes`] : []),
  ];
  if (parts.length === 0) return [];
  return [`Left out: ${parts.join(', ')} (${examples.map((one) => cut(one, 100)).join(', ')}).`];
}

function listLargest({ files }: Selection): string {
  const largest = files.toSorted((a, b) => b.size - a.size).slice(0, maxLargest);
  const rows = largest.map(({ path, size }) => `| ${code(cut(path, 200))} | ${describeBytes(size)} |`);
  const title = files.length > maxLargest ? 'The five largest files' : 'All files';
  return `<details><summary>${title}</summary>\n\n| File | Size |\n|:---|---:|\n${rows.join('\n')}\n\n</details>`;
}
