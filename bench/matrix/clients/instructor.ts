import Instructor from '@instructor-ai/instructor'
import OpenAI from 'openai'
import { openai } from '../../../src/index.ts'
import type { Ask, Client } from '../client.ts'
import { placeSchema, question } from '../task.ts'

const request = {
  model: 'gpt-4o',
  messages: [{ role: 'user' as const, content: question }],
  response_model: { name: 'Place', schema: placeSchema },
}

/** As in its readme. */
function client() {
  return Instructor({ client: new OpenAI({ apiKey: 'test', logLevel: 'off' }), mode: 'TOOLS' })
}

const create: Ask = async (shown, signal) => {
  const { _meta, ...place } = (await client().chat.completions.create(request, { signal })) as Record<string, unknown>
  shown.value(place)
}

/** A field that has not arrived is null. */
function arrived({ _meta, ...place }: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(place).filter(([, value]) => value !== null))
}

const stream: Ask = async (shown, signal) => {
  let last: Record<string, unknown> = {}
  const partial = await client().chat.completions.create({ ...request, stream: true as const }, { signal })
  for await (const place of partial as AsyncIterable<Record<string, unknown>>) last = arrived(place)
  if (Object.keys(last).length > 0) shown.value(last)
}

const common = { packages: ['@instructor-ai/instructor', 'openai'], providers: [openai] } as const

export const clients: readonly Client[] = [
  { ...common, name: '@instructor-ai/instructor create', asks: { structured: create } },
  { ...common, name: '@instructor-ai/instructor create, stream: true', asks: { structured: stream } },
]
