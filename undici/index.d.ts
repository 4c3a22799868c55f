export declare const fetch: typeof globalThis.fetch;
export declare class ProxyAgent {
  constructor();
}
