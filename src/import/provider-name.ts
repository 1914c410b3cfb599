import { facts, type ProviderFacts } from '../providers/facts.ts'
import { ownName } from './otel-names.ts'

/** Other spellings, without signs and in small letters: of Langfuse, Helicone, LiteLLM, OpenInference, OpenLLMetry and the AI SDK. */
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
 * A provider by brownout's name, however a log spells it: `OpenAI`, `openai.chat`, `azure_openai`, `gcp.vertex_ai`. A name that is
 * no spelling of a known one stays as it is.
 */
export function providerNamed(spelling: string): string {
  const own = ownName(spelling)
  const parts = own.split(/[.:/]/)
  // The AI SDK appends what is called: "openai.chat", "google.generative-ai", "amazon-bedrock".
  const candidates = [own, parts.slice(0, 2).join('.'), parts[0]!]
  return candidates.flatMap((name) => known.get(plain(name)) ?? [])[0] ?? own
}

/** How model names begin, and whose they are. */
const models: readonly (readonly [beginning: RegExp, provider: string])[] = [
  [/^(?:gpt|chatgpt|o\d|text-embedding|davinci|omni-moderation)/, 'openai'],
  [/^claude/, 'anthropic'],
  [/^(?:gemini|gemma|text-bison|chat-bison)/, 'gemini'],
  [/^(?:mistral|mixtral|codestral|ministral|pixtral|magistral|open-mi)/, 'mistral'],
  [/^(?:command|c4ai|embed-)/, 'cohere'],
  [/^(?:us|eu|apac|global)?\.?(?:amazon|anthropic|meta|cohere|mistral)\./, 'bedrock'],
]

/** The provider of a model, if a log names only that; `undefined` if its name does not say. */
export function providerOfModel(model: string): string | undefined {
  const [prefix, rest] = model.split(/\/(.*)/s)
  const named = rest === undefined ? undefined : known.get(plain(prefix!))
  return named ?? models.find(([beginning]) => beginning.test((rest ?? model).toLowerCase()))?.[1]
}

/** The names of providers as brownout gives them. */
export const knownProviders: readonly string[] = Object.keys(facts satisfies Readonly<Record<string, ProviderFacts>>)
