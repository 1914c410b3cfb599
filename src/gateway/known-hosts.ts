import { matcherOf } from './host-pattern.ts'

/**
 * The hosts of model providers, with the name of whose they are. A test must reach none of them for real,
 * whether brownout is set up to play them or not.
 */
const knownHosts: ReadonlyMap<string, string> = new Map([
  ['api.openai.com', 'OpenAI'],
  ['api.anthropic.com', 'Anthropic'],
  ['generativelanguage.googleapis.com', 'Google Gemini'],
  ['aiplatform.googleapis.com', 'Google Vertex AI'],
  ['api.mistral.ai', 'Mistral'],
  ['api.cohere.com', 'Cohere'],
  ['api.cohere.ai', 'Cohere'],
  ['openrouter.ai', 'OpenRouter'],
  ['api.groq.com', 'Groq'],
  ['api.together.xyz', 'Together'],
  ['api.deepseek.com', 'DeepSeek'],
  ['api.fireworks.ai', 'Fireworks'],
  ['api.perplexity.ai', 'Perplexity'],
  ['api.x.ai', 'xAI'],
  ['ollama.com', 'Ollama'],
])

/** The same, where each account or region has a host of its own. */
const knownPatterns: readonly (readonly [(host: string) => boolean, string])[] = [
  [matcherOf('*-aiplatform.googleapis.com'), 'Google Vertex AI'],
  [matcherOf('aiplatform.*.rep.googleapis.com'), 'Google Vertex AI'],
  [matcherOf('*.openai.azure.com'), 'Azure OpenAI'],
  [matcherOf('*.services.ai.azure.com'), 'Azure OpenAI'],
  [matcherOf('*.cognitiveservices.azure.com'), 'Azure OpenAI'],
  [matcherOf('bedrock-runtime.*.amazonaws.com'), 'Amazon Bedrock'],
  [matcherOf('bedrock-runtime-fips.*.amazonaws.com'), 'Amazon Bedrock'],
  [matcherOf('bedrock-runtime.*.api.aws'), 'Amazon Bedrock'],
  [matcherOf('bedrock-runtime.*.amazonaws.com.cn'), 'Amazon Bedrock'],
]

/** Whose host this is; `undefined` where it is no model provider's. */
export function ownerOf(host: string): string | undefined {
  return knownHosts.get(host) ?? knownPatterns.find(([matches]) => matches(host))?.[1]
}
