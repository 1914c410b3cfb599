import type OpenAI from 'openai'

/** An agent's memory of its tasks: the messages so far. It outlives the process. */
export type Memory = Map<string, readonly OpenAI.ChatCompletionMessageParam[]>

/** Books a flight. A real booking service ignores a request whose idempotency key it has seen. */
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
