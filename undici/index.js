export const fetch = globalThis.fetch;

// Made by @actions/github when a proxy is set, for an option that this action replaces: see src/report/github.ts.
export class ProxyAgent {}
