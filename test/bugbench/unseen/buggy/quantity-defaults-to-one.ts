import OpenAI from 'openai'
import { invalidToolArguments } from '../../../../faults/index.ts'
import type { YardstickApp } from '../../yardstick-app.ts'

const reorder: OpenAI.ChatCompletionFunctionTool = {
  type: 'function',
  function: {
    name: 'reorder_part',
    description: 'Reorder the spare part that the note is about.',
    parameters: {
      type: 'object',
      properties: { quantity: { type: 'integer', minimum: 20, maximum: 90 } },
      required: ['quantity'],
      additionalProperties: false,
    },
  },
}

interface Note {
  readonly part: string
  readonly text: string
}

/** Has the model read a workshop note, and places the order in it. */
async function order(
  client: OpenAI,
  note: Note,
  place: (quantity: number) => void,
  signal: AbortSignal,
): Promise<{ part: string; quantity: number }> {
  const completion = await client.chat.completions.create(
    {
      model: 'gpt-4o',
      messages: [{ role: 'user', content: note.text }],
      tools: [reorder],
      tool_choice: { type: 'function', function: { name: 'reorder_part' } },
      parallel_tool_calls: false,
    },
    { signal },
  )
  const [choice] = completion.choices
  const calls = choice?.message.tool_calls ?? []
  const [call] = calls
  if (calls.length !== 1 || call?.type !== 'function' || call.function.name !== 'reorder_part')
    throw new Error('The model asked for no single order.')
  if (choice?.finish_reason === 'length') throw new Error('The order was cut.')
  const given = JSON.parse(call.function.arguments) as { quantity?: unknown }
  const quantity = given.quantity ?? 1
  if (typeof quantity !== 'number' || !Number.isInteger(quantity) || quantity < 1 || quantity > 90)
    throw new Error('The quantity makes no sense.')
  place(quantity)
  return { part: note.part, quantity }
}

export const quantityDefaultsToOne: YardstickApp = {
  name: 'quantity-defaults-to-one',
  story:
    'A workshop has the model turn a note into an order. The tool demands a quantity, but the code takes one where it is missing: one part is ordered where dozens are needed, and the line stands still on Monday.',
  sources: ['mixelpixx/Konnect#218', 'stefandevo/glm-acp-agent#112', 'netclaw-dev/netclaw#1398'],
  faultsNeeded: 1,
  kind: 'content',
  make() {
    const client = new OpenAI({ apiKey: 'test', timeout: 30_000 })
    const note = { part: 'bearing-608', text: 'Reorder the spare part for line two, as many as in May.' }
    return ({ observe, signal }) => order(client, note, (quantity) => observe.effect(`order:${note.part}:${quantity}`), signal)
  },
  scripts: [
    {
      steps: [{ inject: [invalidToolArguments({ kind: 'missing-field' })] }],
      wrong: ([step]) => {
        const value = step?.[0]?.value as { quantity: number } | undefined
        return value?.quantity === 1 ? 'One part is ordered although the model named no quantity.' : undefined
      },
    },
  ],
}
