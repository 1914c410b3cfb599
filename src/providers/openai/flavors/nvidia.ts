import { uuidFrom } from '../../../kit.ts'
import type { OpenAIQuirks } from '../quirks.ts'

const titles: Readonly<Record<number, string>> = {
  401: 'Unauthorized',
  402: 'Payment Required',
  403: 'Forbidden',
  404: 'Not Found',
  429: 'Too Many Requests',
  500: 'Internal Server Error',
  503: 'Service Unavailable',
}

/** The gateway's details beyond the title of a status. */
const details: Readonly<Record<number, string>> = {
  401: 'Authentication failed',
  402: 'Cloud credits expired - Please contact NVIDIA representatives',
}

/**
 * NVIDIA's hosted NIM: its gateway's errors are problem objects (RFC 9457), `{"status":429,"title":"Too Many Requests"}` (quotes by
 * users); the model's errors have the wording of vLLM, which NIM is built on
 * (https://docs.nvidia.com/nim/large-language-models/latest/api-reference.html).
 */
export const quirks: OpenAIQuirks = {
  endpoints: {
    'chat.completions': 'https://docs.api.nvidia.com/nim/reference/llm-apis',
    completions: 'https://docs.api.nvidia.com/nim/reference/llm-apis',
    embeddings: 'https://docs.api.nvidia.com/nim/reference/retrieval-apis',
    models: 'https://docs.api.nvidia.com/nim/reference/models-1',
  },
  requestId: uuidFrom,
  headers: (requestId) => ({ 'nvcf-reqid': requestId, 'nvcf-status': 'fulfilled' }),
  limitHeaders: false,
  codeIsStatus: true,
  errorBody: ({ status, message, type, code }) => {
    const title = titles[status]
    if (title === undefined) return { error: { message, type, param: null, code } }
    return { status, title, ...(details[status] === undefined ? {} : { detail: details[status] }) }
  },
  problems: {
    'bad-request': { type: 'BadRequestError' },
    'context-length-exceeded': {
      type: 'BadRequestError',
      message: ({ call }) =>
        `This model's maximum context length is 131072 tokens. However, you requested ${Math.max(call.inputTokens, 131_073)} tokens in the messages. Please reduce the length of the messages or completion.`,
    },
    billing: { status: 402 },
    'quota-exhausted': { status: 402 },
  },
  models: { ids: ['meta/llama-3.3-70b-instruct', 'deepseek-ai/deepseek-v4-pro'], fields: (id) => ({ owned_by: id.split('/')[0] }) },
  reasoning: {
    field: 'reasoning_content',
    isShown: ({ chat_template_kwargs: template }) => (template as { thinking?: unknown } | undefined)?.thinking === true,
  },
}
