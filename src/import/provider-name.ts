import { facts, type ProviderFacts } from '../providers/facts.ts'
import { ownName } from '../otlp/names.ts'

/** Other spellings, lower case without punctuation: of Langfuse, Helicone, LiteLLM, OpenInference, OpenLLMetry and the AI SDK. */
const spellings: Readonly<Record<string, string>> = {
  azureopenai: 'azure',
  azai: 'azure',
  azaiopenai: 'azure',
  azureaiopenai: 'azure',
  azureaiinference: 'azure',
  awsbedrock: 'bedrock',
  aws: 'bedrock',
  amazonbedrock: 'bedrock',
  google: 'gemini',
  googlegenai: 'gemini',
  googlegenerativeai: 'gemini',
  googleai: 'gemini',
  gcpgemini: 'gemini',
  gcpgenai: 'gemini',
  gcpvertexai: 'gemini',
  vertexai: 'gemini',
  vertex: 'gemini',
  mistralai: 'mistral',
  cohereai: 'cohere',
  coherechat: 'cohere',
  textcompletionopenai: 'openai',
}

function plain(name: string): string {
  return name.toLowerCase().replaceAll(/[^a-z0-9]/g, '')
}

const known = new Map<string, string>([...Object.entries(spellings), ...Object.keys(facts).map((name) => [plain(name), name] as const)])

/**
 * Returns brownout's name of a provider for any spelling in a log: `OpenAI`, `openai.chat`, `azure_openai`, `gcp.vertex_ai`. An unknown
 * name is unchanged.
 */
export function providerNamed(spelling: string): string {
  const own = ownName(spelling)
  const parts = own.split(/[.:/]/)
  // The AI SDK appends the API: "openai.chat", "google.generative-ai", "amazon-bedrock".
  const candidates = [own, parts.slice(0, 2).join('.'), parts[0]!]
  return candidates.flatMap((name) => known.get(plain(name)) ?? [])[0] ?? own
}

/** Prefixes of model names, with their providers. */
const models: readonly (readonly [beginning: RegExp, provider: string])[] = [
  [/^(?:gpt|chatgpt|o\d|text-embedding|davinci|omni-moderation)/, 'openai'],
  [/^claude/, 'anthropic'],
  [/^(?:gemini|gemma|text-bison|chat-bison)/, 'gemini'],
  [/^(?:mistral|mixtral|codestral|ministral|pixtral|magistral|open-mi)/, 'mistral'],
  [/^(?:command|c4ai|embed-)/, 'cohere'],
  [/^(?:us|eu|apac|global)?\.?(?:amazon|anthropic|meta|cohere|mistral)\./, 'bedrock'],
]

/** Returns the provider of a model, for logs without one; `undefined` if its name does not reveal it. */
export function providerOfModel(model: string): string | undefined {
  const [prefix, rest] = model.split(/\/(.*)/s)
  const named = rest === undefined ? undefined : known.get(plain(prefix!))
  return named ?? models.find(([beginning]) => beginning.test((rest ?? model).toLowerCase()))?.[1]
}

/** The names of the known providers. */
export const knownProviders: readonly string[] = Object.keys(facts satisfies Readonly<Record<string, ProviderFacts>>)
