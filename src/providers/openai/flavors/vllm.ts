import type { OpenAIQuirks } from '../quirks.ts'

const documentation = 'https://docs.vllm.ai/en/stable/serving/openai_compatible_server.html'

/**
 * vLLM's own server: no key unless configured, no limits, and the HTTP status as the error code
 * (vllm-project/vllm, entrypoints/openai/protocol.py; wordings in issue 20409). It ignores unknown parameters,
 * and shows reasoning unless the request disables it.
 */
export const quirks: OpenAIQuirks = {
  endpoints: { 'chat.completions': documentation, responses: documentation, embeddings: documentation, models: documentation },
  needsKey: false,
  headers: () => ({ server: 'uvicorn' }),
  limitHeaders: false,
  codeIsStatus: true,
  problems: {
    'bad-request': { type: 'BadRequestError' },
    'context-length-exceeded': {
      type: 'BadRequestError',
      message: ({ call }) =>
        `This model's maximum context length is 32768 tokens. However, you requested ${Math.max(call.inputTokens, 32_769)} tokens in the messages. Please reduce the length of the messages or completion.`,
    },
    authentication: { type: 'Unauthorized', message: 'Unauthorized' },
    'model-not-found': { type: 'NotFoundError', message: ({ call }) => `The model \`${call.model}\` does not exist.` },
    'not-found': { type: 'NotFoundError', message: 'Not Found' },
    'server-error': { type: 'InternalServerError', message: 'Internal server error' },
    unavailable: { type: 'ServiceUnavailableError', message: 'The engine is not running.' },
    overloaded: { type: 'ServiceUnavailableError', message: 'The server has too many requests in its queue.' },
  },
  reasoning: {
    field: 'reasoning_content',
    isShown: ({ reasoning_effort: effort, include_reasoning: included }) => effort != null && included !== false,
  },
  chat: { completionId: (random) => `chatcmpl-${random.id(32, 'hexadecimal')}` },
}
