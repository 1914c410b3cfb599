import type { OpenAIQuirks } from '../quirks.ts'

const documentation = 'https://lmstudio.ai/docs/developer/openai-compat'
const noModels = "No models loaded. Please load a model in the developer page or use the 'lms load' command."

/**
 * LM Studio's server: no key and no limits. A missing or unknown model is a 400; a crash of
 * the model is only a text (quotes by users, such as lmstudio-ai/lmstudio-bug-tracker). The real server returns 200 with an `error` on
 * unknown paths (lmstudio-bug-tracker#1323); here it is a 404, as elsewhere.
 */
export const quirks: OpenAIQuirks = {
  endpoints: {
    'chat.completions': documentation,
    responses: documentation,
    completions: documentation,
    embeddings: documentation,
    models: documentation,
  },
  needsKey: false,
  headers: () => ({ 'x-powered-by': 'Express' }),
  limitHeaders: false,
  errorBody: ({ status, message, type, code }, { kind, parameter }) =>
    status >= 500
      ? { error: message }
      : { error: { message, type, param: parameter ?? (kind === 'model-not-found' ? 'model' : null), code } },
  problems: {
    'context-length-exceeded': {
      code: null,
      message: ({ call }) =>
        `Trying to keep the first ${Math.max(call.inputTokens, 4_097)} tokens when context the overflows. However, the model is loaded with context length of only 4096 tokens, which is not enough. Try to load the model with a larger context length, or provide a shorter input`,
    },
    'model-not-found': { status: 400, code: null, message: noModels },
    'server-error': { message: 'The model has crashed without additional information. (Exit code: null)' },
    unavailable: { status: 400, code: null, type: 'invalid_request_error', message: noModels },
    overloaded: { message: 'The model is busy.' },
  },
  models: { ids: ['qwen2.5-7b-instruct', 'text-embedding-nomic-embed-text-v1.5'], fields: () => ({ owned_by: 'organization_owner' }) },
  reasoning: {
    field: 'reasoning_content',
    isShown: ({ reasoning_effort: effort, reasoning }) => effort != null || reasoning != null,
  },
  chat: { completionId: (random) => `chatcmpl-${random.id(24, 'lowercase')}` },
}
