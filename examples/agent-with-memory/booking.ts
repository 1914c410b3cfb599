import type OpenAI from 'openai'

/** What an agent remembers of its tasks: the messages so far. Outlives its process. */
export type Memory = Map<string, readonly OpenAI.ChatCompletionMessageParam[]>

/** Books a flight. A real booking service drops a request with an idempotency key that it has seen. */
export type Book = (flight: string, key: string) => Promise<string>

export const task = 'Book the flight LH 400, then tell me the seat.'

export const tools: OpenAI.ChatCompletionTool[] = [
  {
    type: 'function',
    function: {
      name: 'book_flight',
      description: 'Books a flight',
      parameters: { type: 'object', properties: { flight: { type: 'string' } }, required: ['flight'], additionalProperties: false },
    },
  },
]
