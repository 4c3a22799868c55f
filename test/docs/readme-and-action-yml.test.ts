import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { readInputs } from '../../src/check/inputs.ts';
import type { Environment } from '../../src/step/inputs/reader.ts';
import { renderOutputs } from '../../src/judgement/report/outputs.ts';
import { Secrets } from '../../src/step/secrets/secrets.ts';
import { aResult, anEnding, now, oasis } from '../builders.ts';
import { inputsOf, refusalOf } from '../check/inputs/given.ts';
import { readManifest } from '../runner/action-manifest.ts';
import { endings } from './endings.ts';
import { codeIn, fieldsOf, headings, read, root, tableRows } from './markdown.ts';

const readme = read('README.md');
const { inputs } = readManifest(join(root, 'action.yml'));

const outputs = [...fieldsOf(fieldsOf(parse(read('action.yml'))).get('outputs')).keys()];

/** Which variables readInputs asks for. */
function variablesRead(): Set<string> {
  const asked = new Set<string>();
  const environment = new Proxy<Environment>(
    {},
    {
      get: (_, name) => {
        asked.add(String(name));
        return undefined;
      },
    },
  );
  readInputs(environment, new Secrets(() => undefined), now);
  return new Set([...asked].filter((name) => name.startsWith('INPUT_')));
}

describe('inputs', () => {
  const rows = tableRows(readme, 'Inputs').filter(([, , meaning]) => meaning !== undefined);

  it('stand in the README as in action.yml, in the same order, with the same defaults', () => {
    const told = rows.map(([name, byDefault]) => [codeIn(name), codeIn(byDefault)]);
    const shown = [...inputs].filter(([, { description }]) => !description.startsWith('Internal'));
    expect(told).toEqual(shown.map(([name, input]) => [name, input.default ?? '']));
  });

  it('are those that the code reads', () => {
    expect([...variablesRead()].sort()).toEqual([...inputs.keys()].map((name) => `INPUT_${name.toUpperCase()}`).sort());
  });

  it('have the defaults that the code has', () => {
    const defaults = [...inputs].flatMap(([name, input]) =>
      input.default === undefined ? [] : [[name, input.default] as const],
    );
    expect(defaults.length).toBeGreaterThan(9);
    const given = Object.fromEntries(defaults.filter(([, value]) => !value.startsWith('${{')));
    expect({ ...inputsOf(given), givenInputs: [] }).toEqual({ ...inputsOf(), givenInputs: [] });
  });

  it.each(['on-duplicate', 'job-summary', 'pr-comment'])(
    '%s has in the README and in action.yml the values that the code allows',
    (name) => {
      const allowed = /It must be one of (.*?)\./.exec(refusalOf({ [name]: 'nonsense' }).message)?.[1]?.split(', ') ?? [];
      expect(allowed.length).toBeGreaterThan(1);
      const [, byDefault = '', meaning = ''] = rows.find(([first]) => codeIn(first) === name) ?? [];
      for (const value of allowed) {
        expect(`${byDefault} ${meaning}`).toContain(`\`${value}\``);
        expect(`${inputs.get(name)?.default ?? ''} ${inputs.get(name)?.description ?? ''}`).toContain(value);
      }
    },
  );
});

describe('outputs', () => {
  const rows = tableRows(readme, 'Outputs');
  const rendered = renderOutputs(anEnding([aResult()]), oasis);

  it('stand in the README as in action.yml, in the same order', () => {
    expect(rows.map(([name]) => codeIn(name))).toEqual(outputs);
  });

  it('are those that the code gives', () => {
    expect(Object.keys(rendered)).toEqual(outputs);
  });

  it('the README names every key of an element of uploads', () => {
    const elements: unknown = JSON.parse(rendered.uploads ?? '');
    const keys = [...fieldsOf(Array.isArray(elements) ? elements[0] : undefined).keys()];
    const told = rows.find(([name]) => codeIn(name) === 'uploads')?.[1] ?? '';
    expect([...told.matchAll(/`(\w+)`/g)].map(([, key]) => key)).toEqual(keys);
  });
});

describe('endings', () => {
  it('the README has a row for every failure reason of the check, and for no other', () => {
    const told = tableRows(readme, 'Failure reasons').map(([reason]) => codeIn(reason));
    expect(told.sort()).toEqual([...endings.check].sort());
  });

  it('the README leaves pull requests from forks out by the same condition as the message', () => {
    const { advice } = refusalOf({ token: '' }, { GITHUB_ACTIONS: 'true', GITHUB_ACTOR: 'dependabot[bot]' });
    const condition = advice.split('\n').find((line) => line.startsWith('if: '));
    expect(condition).toBeDefined();
    expect(readme).toContain(condition);
  });
});

it('the README says what it is, and which NOMAD', () => {
  expect(headings(readme)[0]).toContain('NOMAD (nomad-lab.eu)');
  expect(readme.split('\n')[2]).toContain('NOMAD (nomad-lab.eu)');
});
