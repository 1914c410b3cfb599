import { z } from 'zod'

/** What a model has said in one turn: text, or a wish to look an order up. */
export interface Turn {
  readonly text: string
  readonly lookup: { readonly id: string; readonly orderId: string } | undefined
}

/** A lookup that was made, with what it found. */
export interface Lookup {
  readonly id: string
  readonly orderId: string
  readonly found: string
}

/** What a turn and a record have to go on. */
export interface Conversation {
  readonly question: string
  readonly lookup: Lookup | undefined
}

/** One provider's model. Both methods throw unless the answer is whole and fits. */
export interface Model {
  readonly provider: string
  turn(conversation: Conversation, onText: (piece: string) => void, signal: AbortSignal): Promise<Turn>
  file(conversation: Conversation & { readonly answer: string }, signal: AbortSignal): Promise<Filed>
}

/** The most that may pass without a sign of an answer, in ms. */
export const idle = 8_000

export const lookupArguments = z.object({ orderId: z.string().min(1) })

/** What is filed. Whether a person has to take over follows from the order, and is not asked of a model. */
export const filedSchema = {
  type: 'object',
  properties: { orderId: { type: ['string', 'null'] } },
  required: ['orderId'],
  additionalProperties: false,
} as const

export const filedRecord = z.object({ orderId: z.string().nullable() })
export type Filed = z.output<typeof filedRecord>

/** A reply, also where it did not come as JSON by its content type: both SDKs then hand its text on as it is. */
export function parsedReply<Reply>(reply: Reply): Reply {
  return typeof reply === 'string' ? (JSON.parse(reply) as Reply) : reply
}
