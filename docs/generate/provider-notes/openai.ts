import { messages, type EndpointNote, type ProviderNote } from './note.ts'

const sampling = { temperature: 0.5, top_p: 0.5 } as const
const billing = { user: 'u', prompt_cache_key: 'k', safety_identifier: 's' } as const

/** Chat Completions, at OpenAI and at Azure. */
export const chatCompletions: Omit<EndpointNote, 'path'> = {
  body: { model: 'gpt-4o', messages },
  withoutEffect: {
    ...sampling,
    seed: 1,
    frequency_penalty: 1,
    presence_penalty: 1,
    logit_bias: {},
    reasoning_effort: 'low',
    verbosity: 'low',
    ...billing,
    service_tier: 'flex',
    store: true,
    metadata: { a: 'b' },
    modalities: ['text'],
    prediction: { type: 'content', content: 'In Lyon.' },
  },
  refused: {
    functions: { functions: [{ name: 'track' }] },
    function_call: { function_call: 'auto' },
    audio: { audio: { voice: 'alloy', format: 'wav' } },
    'audio in modalities': { modalities: ['text', 'audio'] },
    web_search_options: { web_search_options: {} },
  },
}

export const responses: Omit<EndpointNote, 'path'> = {
  body: { model: 'gpt-4o', input: 'Where is my parcel?' },
  withoutEffect: {
    ...sampling,
    ...billing,
    metadata: { a: 'b' },
    max_tool_calls: 3,
    top_logprobs: 2,
    'text.verbosity': 'low',
    service_tier: 'flex',
    context_management: [],
    client_metadata: {},
  },
  refused: {
    prompt: { prompt: { id: 'pmpt_1' } },
    'include: message.output_text.logprobs': { include: ['message.output_text.logprobs'] },
    'OpenAI tools other than web search': { tools: [{ type: 'file_search', vector_store_ids: ['vs_1'] }] },
  },
}

export const openai: ProviderNote = {
  endpoints: [
    { path: '/v1/chat/completions', ...chatCompletions },
    { path: '/v1/responses', ...responses },
    {
      path: '/v1/completions',
      body: { model: 'gpt-3.5-turbo-instruct', prompt: 'Where is my parcel?' },
      withoutEffect: sampling,
      refused: {
        'several prompts': { prompt: ['One?', 'Two?'] },
        'n above 1': { n: 2 },
        'best_of above 1': { best_of: 2 },
        logprobs: { logprobs: 1 },
        echo: { echo: true },
      },
    },
  ],
  otherwise: [
    'The tools `local_shell`, `shell`, `apply_patch`, `namespace` and `tool_search` are accepted but never called.',
    'All choices of `n` have the same text.',
    'A model of any name answers, unless a fault removes it.',
  ],
}
