import js from '@eslint/js';
import sonarjs from 'eslint-plugin-sonarjs';
import tseslint from 'typescript-eslint';

/** Forbids imports; `types: true` still lets types through. */
function forbid(files, patterns) {
  return {
    files,
    rules: {
      '@typescript-eslint/no-restricted-imports': [
        'error',
        { patterns: patterns.map(({ regex, why, types = false }) => ({ regex, message: why, allowTypeImports: types })) },
      ],
    },
  };
}

const toolkit = { regex: '^@actions/', why: 'Only inputs, main and report may know the toolkit.' };
const client = { regex: '^@actions/http-client', why: 'All requests go through nomad/http.ts.' };
const octokit = {
  regex: '^@actions/github',
  why: 'Only report/github.ts loads octokit, and only when asked for.',
  types: true,
};
const up = {
  regex: '/(main|index|check)\\.ts$',
  why: 'Imports go one way: index, main, the five parts, nomad, endings, errors, failure-reasons.',
};
const siblings = {
  regex: '/(inputs|find|verdict|watch|failures|ledger|progress)\\.ts$|/report/',
  why: 'Siblings share types only.',
  types: true,
};
const github = {
  regex: '^\\.\\./(?!(clock|errors|failure-reasons|phrases)\\.ts$|endings/)',
  why: 'The client knows nothing of GitHub.',
};

const lowest = 'src/{failure-reasons,clock,phrases,paths,nearest}.ts';

export default tseslint.config(
  { ignores: ['dist/', 'build/', 'node_modules/', 'undici/', '.start/', '.nomad/', '.tools/'] },
  js.configs.recommended,
  tseslint.configs.strictTypeChecked,
  {
    plugins: { sonarjs },
    languageOptions: { parserOptions: { projectService: true } },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      'sonarjs/cognitive-complexity': ['error', 15],
      'max-lines': ['error', { max: 200, skipBlankLines: true, skipComments: true }],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/consistent-type-assertions': ['error', { assertionStyle: 'never' }],
      '@typescript-eslint/explicit-module-boundary-types': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
    },
  },
  {
    // `as const` is not a cast of unknown data; assertionStyle 'never' leaves it alone.
    files: ['eslint.config.js'],
    extends: [tseslint.configs.disableTypeChecked],
    rules: { '@typescript-eslint/explicit-module-boundary-types': 'off' },
  },
  forbid(['src/errors.ts'], [{ regex: '^(?!\\./failure-reasons\\.ts$)', why: 'Errors carry failures, and know nothing else.' }]),
  forbid([lowest], [{ regex: '^[.@]', why: 'The lowest layer imports nothing of ours.' }]),
  forbid(
    ['src/endings/*.ts'],
    [
      {
        regex: '^(?!\\./[\\w-]+\\.ts$|\\.\\./(failure-reasons|phrases|nomad/schema)\\.ts$)',
        why: 'Endings say what others have decided.',
      },
      { regex: '/nomad/schema\\.ts$', why: 'Endings know the facts by their types only.', types: true },
    ],
  ),
  forbid(['src/nomad/*.ts'], [{ ...toolkit, regex: '^@actions/(core|github)' }, github]),
  forbid(['src/nomad/!(http).ts'], [toolkit, github]),
  { ...forbid(['src/*.ts'], [toolkit, up, siblings]), ignores: ['src/{index,main,check,fail-closed,inputs,errors}.ts', lowest] },
  forbid(
    ['src/inputs.ts', 'src/inputs/*.ts'],
    [client, octokit, up, { ...siblings, regex: '/(find|verdict|watch|failures|ledger|progress)\\.ts$|/report/' }],
  ),
  forbid(
    ['src/report/*.ts'],
    [client, octokit, up, { ...siblings, regex: '/(inputs|find|verdict|watch|failures|ledger|progress)\\.ts$' }],
  ),
  forbid(['src/main.ts', 'src/check.ts', 'src/fail-closed.ts'], [client, octokit, { regex: '/index\\.ts$', why: up.why }]),
);
