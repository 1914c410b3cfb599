import type { OpenAIQuirks } from '../quirks.ts'

const spent =
  'You have exceeded your monthly included credits for Inference Providers. Subscribe to PRO to get 20x more monthly included credits.'

/**
 * Hugging Face's router in front of its inference providers. It has two error formats: its own, a text; and the model's, an
 * object like OpenAI's (quotes by users, and https://huggingface.co/docs/inference-providers). Assumed: the wording of upstream failures.
 */
export const quirks: OpenAIQuirks = {
  endpoints: {
    'chat.completions': 'https://huggingface.co/docs/inference-providers/tasks/chat-completion',
    responses: 'https://huggingface.co/docs/inference-providers/guides/responses-api',
    models: 'https://huggingface.co/docs/inference-providers/hub-api',
  },
  requestId: (random) => `Root=1-${random.id(8, 'hexadecimal')}-${random.id(24, 'hexadecimal')}`,
  headers: (requestId) => ({ 'x-request-id': requestId, 'x-inference-provider': 'together' }),
  limitHeaders: false,
  errorBody: ({ message, type, code }, { kind, parameter }) =>
    kind === 'model-not-found' || kind === 'bad-request'
      ? { error: { message, type, param: parameter ?? (kind === 'model-not-found' ? 'model' : null), code } }
      : { error: message },
  problems: {
    authentication: { message: 'Invalid username or password.' },
    billing: { status: 402, message: spent },
    'quota-exhausted': { status: 402, message: spent },
    permission: { message: 'This authentication method does not have sufficient permissions to call Inference Providers.' },
    'model-not-found': {
      status: 400,
      code: 'model_not_supported',
      message: ({ call }) => `The requested model '${call.model}' is not supported by any provider you have enabled.`,
    },
    'rate-limit-requests': { message: 'Rate limit reached. Please try again later.' },
    'server-error': { message: 'Internal Server Error' },
    overloaded: { message: 'Service temporarily unavailable' },
  },
  models: { ids: ['meta-llama/Llama-3.3-70B-Instruct', 'openai/gpt-oss-120b'], fields: (id) => ({ owned_by: id.split('/')[0] }) },
  reasoning: {
    field: 'reasoning',
    isShown: ({ reasoning_effort: effort }) => effort != null && effort !== 'none',
  },
}
