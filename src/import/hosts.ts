/** Where a provider is called: its host, and its endpoints by the ends of their paths. */
interface Host {
  readonly provider: string
  readonly host: RegExp
  readonly endpoints: readonly (readonly [end: RegExp, endpoint: string | undefined])[]
}

/** An endpoint is named where brownout plays it under that name; for others the provider alone is known. */
const hosts: readonly Host[] = [
  {
    provider: 'openai',
    host: /^(?:[a-z]+\.)?api\.openai\.com$/,
    endpoints: [
      [/\/chat\/completions$/, 'chat.completions'],
      [/\/responses$/, 'responses'],
      [/\/embeddings$/, 'embeddings'],
      [/\/moderations$/, 'moderations'],
    ],
  },
  { provider: 'anthropic', host: /^api\.anthropic\.com$/, endpoints: [[/\/messages$/, 'messages']] },
  { provider: 'gemini', host: /^generativelanguage\.googleapis\.com$/, endpoints: [[/:(?:stream)?[gG]enerateContent$/, undefined]] },
  { provider: 'azure', host: /\.openai\.azure\.com$/, endpoints: [[/\/(?:chat\/completions|responses)$/, undefined]] },
  { provider: 'bedrock', host: /^bedrock-runtime\.[\w-]+\.amazonaws\.com$/, endpoints: [[/\/(?:converse|invoke)[\w-]*$/, undefined]] },
  { provider: 'mistral', host: /^api\.mistral\.ai$/, endpoints: [[/\/chat\/completions$/, undefined]] },
  { provider: 'cohere', host: /^api\.cohere\.(?:com|ai)$/, endpoints: [[/\/chat$/, undefined]] },
  { provider: 'openrouter', host: /^openrouter\.ai$/, endpoints: [[/\/chat\/completions$/, undefined]] },
]

/** The names of providers as brownout gives them. */
export const knownProviders: readonly string[] = hosts.map(({ provider }) => provider)

/** Whom a URL asks; `undefined` where it is no endpoint of a model that is known here. */
export function placeOf(url: URL): { readonly provider: string; readonly endpoint: string | undefined } | undefined {
  const found = hosts.find(({ host }) => host.test(url.hostname))
  const endpoint = found?.endpoints.find(([end]) => end.test(url.pathname))
  return found === undefined || endpoint === undefined ? undefined : { provider: found.provider, endpoint: endpoint[1] }
}
