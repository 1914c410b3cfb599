import { z } from 'zod'
import type { AnswerSource } from '../../src/index.ts'

/** The prompt that every client sends. */
export const question = 'Where is my parcel, and how many days does it take?'

/** The model's answer in prose. */
export const text = 'Your parcel is in Lyon, with the neighbor in the blue house, and it will be with you in 3 days.'

/** The model's answer in JSON, and the arguments of its tool call. */
export const place = { city: 'Lyon', note: 'Leave it with the neighbor in the blue house.', days: 3 } as const

/** The JSON Schema of {@link place}. */
export const schema = {
  type: 'object' as const,
  properties: { city: { type: 'string' as const }, note: { type: 'string' as const }, days: { type: 'integer' as const } },
  required: ['city', 'note', 'days'],
  additionalProperties: false as const,
}

/** The same for clients that take zod. */
export const placeSchema = z.object({ city: z.string(), note: z.string(), days: z.number() })

export const toolName = 'track'
export const toolDescription = 'Tracks a parcel'
export const toolResult = 'It is in Lyon.'

/** The model calls the tool once if there is one, and answers in JSON if that is requested. */
export const model: AnswerSource = ({ output, tools, messages }) => ({
  parts:
    tools.length > 0 && messages.at(-1)?.role !== 'tool'
      ? [{ type: 'tool-call', id: 'call_1', name: tools[0]!.name, arguments: JSON.stringify(place) }]
      : [{ type: 'text', text: output === undefined ? text : JSON.stringify(place) }],
})
