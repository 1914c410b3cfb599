import type { ProviderName } from '../../../src/engine/model/names.ts'
import { messages, type ProviderNote } from './note.ts'
import { chatCompletions, openai, responses } from './openai.ts'

const prompt = 'Where is my parcel?'
const penalties = { frequency_penalty: 1, presence_penalty: 1 } as const

/** Notes about each provider, besides its endpoints. */
export const notes: Readonly<Record<ProviderName, ProviderNote>> = {
  openai,
  anthropic: {
    endpoints: [
      {
        path: '/v1/messages',
        headers: { 'anthropic-version': '2023-06-01' },
        body: { model: 'claude-sonnet-5', max_tokens: 100, messages },
        withoutEffect: {
          temperature: 0.5,
          top_k: 5,
          top_p: 0.5,
          metadata: { user_id: 'u' },
          service_tier: 'standard_only',
          container: 'c',
          context_management: {},
          inference_geo: 'eu',
          speed: 'fast',
        },
        refused: {
          mcp_servers: { mcp_servers: [{ type: 'url', name: 'crm', url: 'https://crm.example' }] },
          'tools of other hosts and of other models': { tools: [{ type: 'advisor_20260301', name: 'advisor' }] },
        },
      },
    ],
    otherwise: [
      'Web search, web fetch, code execution and the search of tools are used once before an answer in words. Their findings are invented, and code always prints 4.',
      'The toolsets for browsers and computers are accepted, and no reply uses them.',
    ],
  },
  gemini: {
    endpoints: [
      {
        path: '/v1beta/models/gemini-2.5-flash:generateContent',
        body: { contents: [{ role: 'user', parts: [{ text: prompt }] }] },
        withoutEffect: {
          'generationConfig.temperature': 0.5,
          'generationConfig.topP': 0.5,
          'generationConfig.topK': 5,
          'generationConfig.seed': 1,
          'generationConfig.presencePenalty': 1,
          'generationConfig.frequencyPenalty': 1,
          safetySettings: [],
          labels: {},
          cachedContent: 'cachedContents/1',
        },
        refused: { 'tools of Google other than its search, code execution and URL context': { tools: [{ googleMaps: {} }] } },
      },
    ],
    otherwise: [
      'Google Search, code execution and URL context are used once before an answer in words. Their findings are invented, and code always prints 4.',
      'The API never sends `retry-after`: the `retryAfter` of a fault is in the details of the error, as `RetryInfo`.',
      'Vertex AI answers at the same paths; its OpenAI-compatible API is not emulated.',
    ],
  },
  azure: {
    endpoints: [
      { path: '/openai/v1/chat/completions', ...chatCompletions },
      { path: '/openai/v1/responses', ...responses },
    ],
  },
  bedrock: {
    endpoints: [
      {
        path: '/model/anthropic.claude-sonnet-4-5-20250929-v1:0/converse',
        body: { messages: [{ role: 'user', content: [{ text: prompt }] }] },
        withoutEffect: {
          'inferenceConfig.temperature': 0.5,
          'inferenceConfig.topP': 0.5,
          guardrailConfig: {},
          performanceConfig: {},
          requestMetadata: {},
        },
      },
    ],
  },
  mistral: {
    otherwise: ['Batches (`/v1/batch/jobs`) have a form of their own, and are not emulated.'],
    endpoints: [
      {
        path: '/v1/chat/completions',
        body: { model: 'mistral-large-latest', messages },
        withoutEffect: {
          temperature: 0.5,
          top_p: 0.5,
          random_seed: 1,
          ...penalties,
          safe_prompt: true,
          metadata: {},
          prompt_cache_key: 'k',
        },
      },
    ],
  },
  cohere: {
    endpoints: [
      {
        path: '/v2/chat',
        body: { model: 'command-a-03-2025', messages },
        withoutEffect: {
          temperature: 0.5,
          k: 5,
          p: 0.5,
          seed: 1,
          frequency_penalty: 0.5,
          safety_mode: 'STRICT',
          logprobs: true,
          priority: 1,
          citation_options: {},
          strict_tools: true,
        },
      },
      {
        path: '/v1/chat',
        body: { model: 'command-r', message: prompt },
        withoutEffect: {
          temperature: 0.5,
          seed: 1,
          conversation_id: 'c',
          citation_quality: 'fast',
          max_input_tokens: 100,
          raw_prompting: true,
        },
        refused: { connectors: { connectors: [{ id: 'web-search' }] }, search_queries_only: { search_queries_only: true } },
      },
      {
        path: '/v1/generate',
        body: { prompt },
        withoutEffect: { temperature: 0.5, truncate: 'END', return_likelihoods: 'NONE' },
        refused: { stream: { stream: true } },
      },
    ],
    otherwise: [
      'The relevance of a reranked document is the part of the words of the query that it has.',
      'Version 1 embeddings accept `truncate` without effect.',
    ],
  },
  ollama: {
    endpoints: [
      {
        path: '/api/chat',
        body: { model: 'llama3.2', messages, stream: false },
        withoutEffect: { 'options.temperature': 0.5, 'options.seed': 1, 'options.num_ctx': 2_048, keep_alive: '5m' },
      },
    ],
    otherwise: [
      'The server never sends `retry-after` by itself; a fault with `retryAfter` does.',
      'Models need not be pulled: one of any name answers. `/api/pull`, `/api/create`, `/api/delete` and `/api/copy` are not emulated.',
      'A prompt that is longer than the context is truncated by the server, not refused: see the fault `truncated-input`.',
    ],
  },
  openrouter: {
    endpoints: [
      {
        path: '/api/v1/chat/completions',
        body: { model: 'openai/gpt-4o', messages },
        withoutEffect: {
          temperature: 0.5,
          top_k: 5,
          seed: 1,
          provider: { order: ['openai'] },
          route: 'fallback',
          transforms: [],
          plugins: [],
          usage: { include: true },
        },
      },
    ],
    otherwise: [
      'A request with `models` tries the next model after an error of one, or after an error instead of its first token. Triggers look at each model: `overloaded().for({ model: "openai/gpt-4o" })` leaves the others. It is one call in the journal, whose `tried` has each model with its status. Errors of the account, such as a wrong key, end the request.',
      'The header `X-OpenRouter-Metadata: enabled` adds `openrouter_metadata` to Chat Completions and Responses.',
      'Plugins, and `:online` behind a model, find nothing on the web.',
      '`transforms: ["middle-out"]` only has the effect that a prompt that is too long is not refused.',
    ],
  },
  vercel: {
    endpoints: [
      {
        path: '/v4/ai/language-model',
        headers: {
          'ai-language-model-id': 'openai/gpt-4o',
          'ai-language-model-streaming': 'false',
          'ai-language-model-specification-version': '4',
        },
        body: { prompt: [{ role: 'user', content: [{ type: 'text', text: prompt }] }] },
        withoutEffect: {
          temperature: 0.5,
          topP: 0.5,
          topK: 5,
          seed: 1,
          presencePenalty: 1,
          frequencyPenalty: 1,
        },
        refused: { 'provider tools': { tools: [{ type: 'provider', id: 'openai.web_search', name: 'web_search', args: {} }] } },
      },
    ],
    otherwise: [
      'A request with `providerOptions.gateway.models` tries these models as with `models` of OpenRouter. `order` and `only` set the providers in the routing metadata; a model fails at all of its providers, or at none.',
      'Images, video, speech, transcription, reranking, decisions, batches and realtime sessions are not emulated.',
    ],
  },
}
