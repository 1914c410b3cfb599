import { z } from 'zod'
import {
  defineFault,
  falsify,
  strategyNames,
  falsifyJson,
  withParts,
  type FaultFactory,
  type FaultContext,
  type JsonSchema,
  type Reply,
  type ReplyPart,
} from '../src/kit.ts'

const parameters = z.object({
  strategy: z
    .enum(['any', ...strategyNames])
    .default('any')
    .describe('how it is wrong; `any` takes a listed lie if there is one, else any strategy that fits'),
})

type Context = FaultContext<z.output<typeof parameters>>

function wrongText(text: string, { facts }: Reply, { parameters: { strategy }, random, note }: Context): string | undefined {
  const wrong = falsify(text, strategy, { random, facts })
  if (wrong !== undefined) note(wrong.strategy)
  return wrong?.text
}

/** A wrong version of JSON text. Text that is not JSON is not changed. */
function wrongJson(
  text: string,
  schema: JsonSchema | undefined,
  { facts }: Reply,
  { parameters: { strategy }, random, note }: Context,
): string | undefined {
  try {
    const wrong = falsifyJson(JSON.parse(text), schema, strategy, { random, facts })
    if (wrong !== undefined) note(`${wrong.strategy} at ${wrong.path}`)
    return wrong === undefined ? undefined : JSON.stringify(wrong.value)
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}

function wrongPart(part: ReplyPart, reply: Reply, context: Context): ReplyPart {
  const { call } = context
  if (part.type === 'text') {
    const text = call.output === undefined ? wrongText(part.text, reply, context) : wrongJson(part.text, call.output.schema, reply, context)
    return text === undefined ? part : { ...part, text }
  }
  if (part.type !== 'tool-call') return part
  const schema = call.tools.find((tool) => tool.name === part.name)?.parameters
  const given = wrongJson(part.arguments, schema, reply, context)
  return given === undefined ? part : { ...part, arguments: given }
}

/**
 * The answer is wrong and sounds confident: in prose, and inside JSON and tool arguments that stay valid.
 * Reported in: Moffatt v. Air Canada, 2024 BCCRT 149, a refund rule that a chatbot invented.
 * @example
 * chaos.inject(confidentlyWrong({ strategy: 'number-drift' }).chance(0.2))
 */
export const confidentlyWrong: FaultFactory<typeof parameters> = defineFault({
  name: 'confidently-wrong',
  summary: 'the answer is wrong but sounds confident',
  family: 'Answer content',
  needs: ['generation'],
  shows: 'wrong-content',
  persistence: 'transient',
  frequency: 'common',
  sources: ['https://www.canlii.org/en/bc/bccrt/doc/2024/2024bccrt149/2024bccrt149.html', 'https://arxiv.org/abs/2307.09009'],
  breaks: ['guardrail-catches', 'consistent-under-paraphrase'],
  parameters,
  answer: (reply, context) => withParts(reply, (part) => wrongPart(part, reply, context)),
})
