export const fetch = globalThis.fetch;

export class ProxyAgent {
  constructor() {
    throw new Error('This build has no undici: use Node’s own proxy support (http.setGlobalProxyFromEnv) with global fetch.');
  }
}
