import type { EndpointName, ProviderName } from '../engine/model/names.ts'
import type { BodyLengths } from '../engine/model/provider.ts'

/** Facts about a provider that are available before its code is loaded. */
export interface ProviderFacts {
  /** The API's owner, as named in messages. */
  readonly owner: string
  /** The base URLs of its official clients. A `*` matches an account or a region. */
  readonly baseUrls: readonly string[]
  /** Hosts of the same owner that are not emulated, and that tests must not reach either. */
  readonly otherHosts?: readonly string[]
  /** Which of its JSON bodies have a `content-length`, based on recorded responses. Others are chunked. */
  readonly bodyLengths?: BodyLengths
  /** A request header that calls from browsers need. */
  readonly browserHeader?: string
  /** The names of its endpoints in the journal and in `.for(...)`. */
  readonly endpoints: readonly EndpointName[]
  /** The ends of URL paths in logs that call a model, each with its endpoint. */
  readonly paths: readonly (readonly [end: RegExp, endpoint: EndpointName])[]
  /** The environment variable that its clients read their base URL from, if any. */
  readonly baseUrlVariable?: string
  /** The environment variables from which its clients read credentials and accounts. */
  readonly keyVariables?: readonly string[]
  /** Its name in OpenTelemetry's semantic conventions, if it differs. */
  readonly openTelemetryName?: string
}

export const chatCompletions = [/\/chat\/completions$/, 'chat.completions'] as const
export const completions = [/\/completions$/, 'completions'] as const
export const responses = [/\/responses$/, 'responses'] as const
export const embeddings = [/\/embeddings$/, 'embeddings'] as const

/** The endpoints for stored data of hosts with OpenAI's wire format. */
const storedResponses = [
  'responses.input_tokens',
  'responses.compact',
  'responses.retrieve',
  'responses.delete',
  'responses.cancel',
  'responses.input_items',
] as const
/** The WebSocket endpoints. */
const sockets = ['responses.connect', 'realtime'] as const
const conversations = ['conversations', 'conversations.items'] as const
export const files = ['files', 'files.content'] as const
export const batches = ['batches', 'batches.retrieve', 'batches.list', 'batches.cancel'] as const
const messageBatches = [
  'messages.batches',
  'messages.batches.retrieve',
  'messages.batches.list',
  'messages.batches.cancel',
  'messages.batches.delete',
  'messages.batches.results',
] as const

/**
 * Every provider that brownout emulates, in the order of the documentation. The command line, the hosts that a
 * test must not reach, imported logs, OpenTelemetry names and the docs all derive from this table.
 */
export const facts = {
  openai: {
    owner: 'OpenAI',
    baseUrls: ['https://api.openai.com/v1'],
    otherHosts: ['*.api.openai.com'],
    // Errors: pydantic/pydantic-ai, test_openai_responses_model_http_error.yaml (2026). Answers are chunked: ibid., test_valid_response.yaml.
    bodyLengths: 'errors',
    endpoints: [
      'chat.completions',
      'responses',
      ...sockets,
      ...storedResponses,
      ...conversations,
      'completions',
      'embeddings',
      'moderations',
      'models',
      ...files,
      ...batches,
    ],
    paths: [chatCompletions, responses, completions, embeddings, [/\/moderations$/, 'moderations']],
    baseUrlVariable: 'OPENAI_BASE_URL',
    keyVariables: ['OPENAI_API_KEY'],
  },
  anthropic: {
    owner: 'Anthropic',
    baseUrls: ['https://api.anthropic.com'],
    // The header that the SDK sends if `dangerouslyAllowBrowser` is set (anthropics/anthropic-sdk-typescript#504).
    browserHeader: 'anthropic-dangerous-direct-browser-access',
    endpoints: ['messages', ...messageBatches, 'messages.count_tokens', 'models'],
    paths: [[/\/messages$/, 'messages']],
    baseUrlVariable: 'ANTHROPIC_BASE_URL',
    keyVariables: ['ANTHROPIC_API_KEY'],
  },
  gemini: {
    owner: 'Google',
    // The Gemini API, then Vertex AI: its global host, its regions, and its groups of regions.
    baseUrls: [
      'https://generativelanguage.googleapis.com',
      'https://aiplatform.googleapis.com',
      'https://*-aiplatform.googleapis.com',
      'https://aiplatform.*.rep.googleapis.com',
    ],
    endpoints: ['generateContent', 'countTokens', 'embedContent', 'models', 'chat.completions', 'embeddings'],
    paths: [
      [/:(?:stream)?[gG]enerateContent$/, 'generateContent'],
      [/\/openai\/chat\/completions$/, 'chat.completions'],
    ],
    baseUrlVariable: 'GOOGLE_GEMINI_BASE_URL',
    keyVariables: ['GEMINI_API_KEY', 'GOOGLE_API_KEY', 'GOOGLE_GENERATIVE_AI_API_KEY'],
    openTelemetryName: 'gcp.gemini',
  },
  azure: {
    owner: 'Azure OpenAI',
    baseUrls: ['https://*.openai.azure.com', 'https://*.services.ai.azure.com', 'https://*.cognitiveservices.azure.com'],
    // DataDog/dd-trace-py, tests/contrib/openai/cassettes/v0/azure_chat_completion.yaml (2023). No recorded error is known.
    bodyLengths: 'answers',
    endpoints: [
      'chat.completions',
      'responses',
      ...sockets,
      ...storedResponses,
      ...conversations,
      'embeddings',
      'models',
      ...files,
      ...batches,
    ],
    paths: [chatCompletions, responses, embeddings],
    baseUrlVariable: 'AZURE_OPENAI_ENDPOINT',
    keyVariables: ['AZURE_OPENAI_API_KEY', 'AZURE_API_KEY', 'AZURE_RESOURCE_NAME'],
    openTelemetryName: 'azure.ai.openai',
  },
  bedrock: {
    owner: 'Amazon Bedrock',
    // The runtime in all regions: the standard hosts, and those for FIPS, for IPv6 and in China.
    baseUrls: [
      'https://bedrock-runtime.*.amazonaws.com',
      'https://bedrock-runtime-fips.*.amazonaws.com',
      'https://bedrock-runtime.*.api.aws',
      'https://bedrock-runtime.*.amazonaws.com.cn',
    ],
    // pydantic/pydantic-ai, test_bedrock_error.yaml and test_bedrock_model_service_tier.yaml.
    bodyLengths: 'all',
    endpoints: ['converse', 'invoke', 'count-tokens'],
    paths: [
      [/\/converse(?:-stream)?$/, 'converse'],
      [/\/invoke(?:-with-response-stream)?$/, 'invoke'],
    ],
    baseUrlVariable: 'AWS_ENDPOINT_URL_BEDROCK_RUNTIME',
    keyVariables: ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY', 'AWS_REGION'],
    openTelemetryName: 'aws.bedrock',
  },
  mistral: {
    owner: 'Mistral',
    baseUrls: ['https://api.mistral.ai'],
    otherHosts: ['codestral.mistral.ai'],
    endpoints: ['chat.completions', 'embeddings', 'models', ...files, ...batches, 'batches.delete'],
    keyVariables: ['MISTRAL_API_KEY'],
    paths: [chatCompletions, embeddings],
    openTelemetryName: 'mistral_ai',
  },
  cohere: {
    owner: 'Cohere',
    baseUrls: ['https://api.cohere.com', 'https://api.cohere.ai'],
    // pydantic/pydantic-ai, test_request_simple_success_with_vcr.yaml (2026). No recorded error is known.
    bodyLengths: 'answers',
    endpoints: ['chat', 'embed', 'rerank', 'generate', 'models'],
    keyVariables: ['COHERE_API_KEY', 'CO_API_KEY'],
    paths: [
      [/\/chat$/, 'chat'],
      [/\/embed$/, 'embed'],
      [/\/rerank$/, 'rerank'],
      [/\/generate$/, 'generate'],
    ],
  },
  ollama: {
    owner: 'Ollama',
    baseUrls: ['http://127.0.0.1:11434', 'http://localhost:11434'],
    otherHosts: ['ollama.com'],
    endpoints: [
      'chat',
      'generate',
      'embed',
      'embeddings',
      'tags',
      'ps',
      'show',
      'version',
      'chat.completions',
      'responses',
      'completions',
      'models',
    ],
    paths: [
      [/\/v1\/chat\/completions$/, 'chat.completions'],
      [/\/api\/chat$/, 'chat'],
      [/\/api\/generate$/, 'generate'],
      [/\/api\/embed$/, 'embed'],
    ],
    baseUrlVariable: 'OLLAMA_HOST',
  },
  openrouter: {
    owner: 'OpenRouter',
    baseUrls: ['https://openrouter.ai/api/v1'],
    endpoints: ['chat.completions', 'responses', 'embeddings', 'models'],
    keyVariables: ['OPENROUTER_API_KEY'],
    paths: [chatCompletions, responses, embeddings],
  },
  vercel: {
    owner: 'Vercel',
    // The protocol of `ai`, version 4 and its predecessor with the same format, then the API in OpenAI's wire format.
    baseUrls: ['https://ai-gateway.vercel.sh/v4/ai', 'https://ai-gateway.vercel.sh/v3/ai', 'https://ai-gateway.vercel.sh/v1'],
    endpoints: ['language-model', 'embedding-model', 'config', 'chat.completions', 'embeddings', 'models'],
    paths: [[/\/language-model$/, 'language-model'], [/\/embedding-model$/, 'embedding-model'], chatCompletions, embeddings],
    keyVariables: ['AI_GATEWAY_API_KEY'],
  },
} as const satisfies Readonly<Record<ProviderName, ProviderFacts>>

/** The environment variable that the clients of a provider read their base URL from; `undefined` if they take it as an option only. */
export function baseUrlVariableOf(name: string): string | undefined {
  return (facts as Readonly<Record<string, ProviderFacts>>)[name]?.baseUrlVariable
}

/** The hosts of a provider, with their ports, as patterns in which `*` matches a label or a part of one. */
export function hostsOf({ baseUrls, otherHosts = [] }: ProviderFacts): readonly string[] {
  return [...new Set([...baseUrls.map((url) => url.split('/')[2]!), ...otherHosts])]
}
