import { globSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { failureReasons } from '../../src/core/failure-reasons.ts';
import { readInputs as readDeleteInputs } from '../../src/delete/inputs.ts';
import { readInputs as readPublishInputs } from '../../src/publish/inputs.ts';
import { readInputs as readSendInputs } from '../../src/send/inputs.ts';
import type { Environment, InputSecrets } from '../../src/step/inputs/reader.ts';
import { Secrets } from '../../src/step/secrets/secrets.ts';
import { readManifest } from '../runner/action-manifest.ts';
import { endings } from './endings.ts';
import { codeIn, fieldsOf, headings, read, root, tableRows } from './markdown.ts';

interface Action {
  readonly name: 'send' | 'publish' | 'delete';
  readonly readInputs: (environment: Environment, secrets: InputSecrets) => unknown;
}

const actions: readonly Action[] = [
  { name: 'send', readInputs: readSendInputs },
  { name: 'publish', readInputs: readPublishInputs },
  { name: 'delete', readInputs: readDeleteInputs },
];

/** What the code makes of inputs: what it asks for, and, as a text, what it says. */
function tryInputs({ readInputs }: Action, given: Environment): { asked: Set<string>; said: string } {
  const asked = new Set<string>();
  const environment = new Proxy(given, {
    get: (target, name) => {
      asked.add(String(name));
      return target[String(name)];
    },
  });
  const said = JSON.stringify(readInputs(environment, new Secrets(() => undefined)));
  return { asked, said };
}

/** The values that the code allows, if it has a list of them. */
function choicesOf(action: Action, input: string): string[] {
  const { said } = tryInputs(action, { [`INPUT_${input.toUpperCase()}`]: 'nonsense' });
  const [, list] = /It must be one of (.*?)\./.exec(said) ?? [];
  return list?.split(', ') ?? [];
}

describe.each(actions)('the page of $name', (action) => {
  const { name } = action;
  const page = read(`docs/${name}.md`);
  const path = `${name}/action.yml`;
  const { inputs } = readManifest(join(root, path));
  const manifest = fieldsOf(parse(read(path)));
  const inputRows = tableRows(page, 'Inputs');
  const isRequired = (input: string): boolean => fieldsOf(fieldsOf(manifest.get('inputs')).get(input)).get('required') === true;

  it('has the inputs of the action, in the same order, with the same defaults', () => {
    const told = inputRows.map(([input, byDefault = '']) => [codeIn(input), codeIn(byDefault) || byDefault]);
    const shown = [...inputs].filter(([, { description }]) => !description.startsWith('Internal'));
    expect(told).toEqual(shown.map(([input, { default: value }]) => [input, value ?? (isRequired(input) ? 'required' : '')]));
  });

  it('has the inputs that the code reads', () => {
    const asked = [...tryInputs(action, {}).asked].filter((variable) => variable.startsWith('INPUT_'));
    // A GitHub token is masked by every action, whether it needs one or not.
    const known = new Set([...inputs.keys(), 'github-token']);
    expect(new Set([...asked, 'INPUT_GITHUB-TOKEN'])).toEqual(new Set([...known].map((input) => `INPUT_${input.toUpperCase()}`)));
  });

  it('names every value that an input can have, and so does its action.yml', () => {
    const choices = [...inputs.keys()].map((input) => [input, choicesOf(action, input)] as const);
    expect(choices.filter(([, values]) => values.length > 0)).not.toEqual([]);
    for (const [input, values] of choices) {
      const [, byDefault = '', meaning = ''] = inputRows.find(([first]) => codeIn(first) === input) ?? [];
      for (const value of values) {
        expect(`${byDefault} ${meaning}`).toContain(`\`${value}\``);
        expect(`${inputs.get(input)?.default ?? ''} ${inputs.get(input)?.description ?? ''}`).toMatch(
          new RegExp(`\\b${value}\\b`),
        );
      }
    }
  });

  it('has the outputs of the action, in the same order', () => {
    const outputs = [...fieldsOf(manifest.get('outputs')).keys()];
    expect(tableRows(page, 'Outputs').map(([output]) => codeIn(output))).toEqual(outputs);
  });

  it('has every failure reason of the action and no other, worst first', () => {
    const told = tableRows(page, 'Failure reasons').map(([reason]) => codeIn(reason));
    expect(told).toEqual(failureReasons.filter((reason) => endings[name].includes(reason)));
  });

  it('has a title that says which NOMAD, and a whole example', () => {
    expect(headings(page)[0]).toContain('NOMAD (nomad-lab.eu)');
    expect(headings(page)).toContain('A whole example');
    expect(page).toContain(`uses: OWNER/nomad-uploads/${name}@v1`);
  });

  it('has the reasons of all messages that only this action gives', () => {
    const messages = globSync(`src/${name}/messages/*.ts`, { cwd: root }).map(read).join('');
    const reasons = [...messages.matchAll(/reason: '([\w-]+)'/g)].map(([, reason]) => reason);
    expect(reasons).not.toEqual([]);
    expect(endings[name]).toEqual(expect.arrayContaining(reasons));
  });
});

it('every failure reason belongs to an action', () => {
  expect(failureReasons.filter((reason) => !Object.values(endings).flat().includes(reason))).toEqual([]);
});
