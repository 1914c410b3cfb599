import { z } from 'zod'
import {
  operationOn,
  encode,
  serverSentEvent,
  type Decoded,
  type Endpoint,
  type Exchange,
  type WireRequest,
  type GatheredReply,
} from '../../../kit.ts'
import { openaiHost } from '../openai-host.ts'
import { plainWriter } from '../plain-writer.ts'
import { outlineOf, readRequest } from '../request.ts'
import { invalid } from '../wording.ts'

const part = z.discriminatedUnion('type', [
  z.looseObject({ type: z.literal('text'), text: z.string() }),
  z.looseObject({ type: z.literal('image_url'), image_url: z.looseObject({ url: z.string() }) }),
])

/** The body of POST /v1/moderations (https://platform.openai.com/docs/api-reference/moderations/create). */
const moderationsRequest = z.strictObject({
  model: z.string().optional(),
  input: z.union([z.string(), z.array(z.string()).min(1), z.array(part).min(1)]),
})

const usualModel = 'omni-moderation-latest'

/** The categories of the API; those that the answers do not score are scored with their parent's share. */
const categories = [
  'harassment',
  'harassment/threatening',
  'hate',
  'hate/threatening',
  'illicit',
  'illicit/violent',
  'self-harm',
  'self-harm/intent',
  'self-harm/instructions',
  'sexual',
  'sexual/minors',
  'violence',
  'violence/graphic',
] as const

/** Several parts are one text with pictures beside it, and get one judgment. */
function textsOf(input: z.output<typeof moderationsRequest>['input']): readonly string[] {
  if (typeof input === 'string') return [input]
  const texts = input.flatMap((item) => (typeof item === 'string' ? [item] : []))
  if (texts.length > 0) return texts
  return [input.map((item) => (typeof item === 'object' && item.type === 'text' ? item.text : '')).join('\n')]
}

function decode(request: WireRequest): Decoded {
  const named = { ...request, text: withModel(request.text) }
  const read = readRequest(named, openaiHost, moderationsRequest, (name) => invalid(`Unrecognized request argument supplied: ${name}`))
  if (read.type === 'problem') return { ...read, ...outlineOf(named, openaiHost) }
  const { model = usualModel, input } = read.body
  return { type: 'ask', ask: operationOn('moderate', { model, texts: textsOf(input) }) }
}

/** This endpoint alone does without a model. */
function withModel(text: string): string {
  try {
    return JSON.stringify({ model: usualModel, ...(JSON.parse(text) as object) })
  } catch {
    return text
  }
}

function scoreOf(category: string, scores: Readonly<Record<string, number>>): number {
  const [parent] = category.split('/')
  return scores[category] ?? Number(((scores[parent!] ?? 0) / 10).toFixed(6))
}

function judgment(json: string): unknown {
  const scores = readScores(json)
  const scored = categories.map((category) => [category, scoreOf(category, scores)] as const)
  return {
    flagged: scored.some(([, score]) => score > 0.5),
    categories: Object.fromEntries(scored.map(([category, score]) => [category, score > 0.5])),
    category_scores: Object.fromEntries(scored),
    category_applied_input_types: Object.fromEntries(scored.map(([category]) => [category, ['text']])),
  }
}

/** A body that is cut short is made from scores that are, too. */
function readScores(json: string): Readonly<Record<string, number>> {
  try {
    return JSON.parse(json) as Readonly<Record<string, number>>
  } catch {
    return {}
  }
}

function body({ reply, data }: GatheredReply, { random }: Exchange): unknown {
  return { id: `modr-${random.id(24)}`, model: reply.model, results: data.map(judgment) }
}

/** OpenAI Moderations. */
export const moderations: Endpoint = {
  name: 'moderations',
  method: 'POST',
  path: '/moderations',
  documentation: 'https://platform.openai.com/docs/api-reference/moderations',
  decode,
  encode: (beats, exchange) => encode(beats, exchange, plainWriter(openaiHost, exchange, body)),
  bytes: serverSentEvent,
}
