import { z } from 'zod'
import {
  breakJson,
  invalidKinds,
  unparseableKinds,
  defineFault,
  withParts,
  type BrokenJsonKind,
  type JsonSchema,
  type FaultFactory,
  type FaultContext,
  type ReplyPart,
} from '../src/kit.ts'

const kinds = [...unparseableKinds, ...invalidKinds] as const

const parameters = z.object({
  kind: z
    .enum(['any', ...kinds])
    .default('any')
    .describe('how the JSON is broken; the first five cannot be parsed, the others violate the schema'),
})

type Context = FaultContext<z.output<typeof parameters>>

function brokenText(text: string, schema: JsonSchema | undefined, { parameters: { kind }, random, note }: Context): string | undefined {
  const first = random.integer(0, kinds.length - 1)
  const tried: readonly BrokenJsonKind[] = kind === 'any' ? kinds.map((_, offset) => kinds[(first + offset) % kinds.length]!) : [kind]
  for (const kind of tried) {
    const broken = breakJson(text, kind, { random, schema })
    if (broken === undefined || broken === text) continue
    note(kind)
    return broken
  }
  return undefined
}

function spoiltPart(part: ReplyPart, context: Context): ReplyPart {
  const { output, tools } = context.call
  if (part.type === 'tool-call') {
    const broken = brokenText(part.arguments, tools.find((tool) => tool.name === part.name)?.parameters, context)
    return broken === undefined ? part : { ...part, arguments: broken }
  }
  const broken = part.type === 'text' && output !== undefined ? brokenText(part.text, output.schema, context) : undefined
  return broken === undefined ? part : { type: 'text', text: broken }
}

/**
 * A structured answer is not valid JSON or violates the requested schema. Prose is not changed.
 * Reported in: arXiv 2307.09009: answers were suddenly wrapped in Markdown fences.
 * @example
 * chaos.inject(invalidStructuredOutput({ kind: 'fenced' }).first(1))
 */
export const invalidStructuredOutput: FaultFactory<typeof parameters> = defineFault({
  name: 'invalid-structured-output',
  summary: 'a structured answer is invalid JSON or violates the schema',
  family: 'Structured output and tools',
  needs: ['structured-output'],
  shows: 'wrong-structure',
  persistence: 'transient',
  frequency: 'common',
  sources: ['https://arxiv.org/abs/2307.09009', 'https://github.com/MoonshotAI/K2-Vendor-Verifier'],
  breaks: ['schema-valid-or-error', 'acts-only-on-complete-calls'],
  parameters,
  answer: (reply, context) => withParts(reply, (part) => spoiltPart(part, context)),
})
