import { z } from 'zod'

/** A model's turn: text, or an order lookup. */
export interface Turn {
  readonly text: string
  readonly lookup: { readonly id: string; readonly orderId: string } | undefined
}

/** A lookup and its result. */
export interface Lookup {
  readonly id: string
  readonly orderId: string
  readonly found: string
}

/** The basis for a turn and a record. */
export interface Conversation {
  readonly question: string
  readonly lookup: Lookup | undefined
}

/** One provider's model. Both methods throw unless the answer is complete and valid. */
export interface Model {
  readonly provider: string
  turn(conversation: Conversation, onText: (piece: string) => void, signal: AbortSignal): Promise<Turn>
  file(conversation: Conversation & { readonly answer: string }, signal: AbortSignal): Promise<Filed>
}

/** The longest time without an event, in ms. */
export const idle = 8_000

export const lookupArguments = z.object({ orderId: z.string().min(1) })

/** The filed record. Whether a person must take over follows from the order, so it is not in the request. */
export const filedSchema = {
  type: 'object',
  properties: { orderId: { type: ['string', 'null'] } },
  required: ['orderId'],
  additionalProperties: false,
} as const

export const filedRecord = z.object({ orderId: z.string().nullable() })
export type Filed = z.output<typeof filedRecord>

/** Parses a response with a wrong content type: both SDKs then return its text. */
export function parsedReply<Reply>(reply: Reply): Reply {
  return typeof reply === 'string' ? (JSON.parse(reply) as Reply) : reply
}
