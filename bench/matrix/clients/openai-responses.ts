import OpenAI from 'openai'
import { zodTextFormat } from 'openai/helpers/zod'
import type { Response, ResponseCreateParamsNonStreaming } from 'openai/resources/responses/responses'
import { openai } from '../../../src/index.ts'
import type { Ask, Client, Shown } from '../client.ts'
import { placeSchema, question, schema, toolDescription, toolName } from '../task.ts'

type Request = Omit<ResponseCreateParamsNonStreaming, 'stream'>

const prose: Request = { model: 'gpt-4o', input: question }
const withTool: Request = {
  ...prose,
  tools: [{ type: 'function', name: toolName, description: toolDescription, parameters: schema, strict: true }],
}
const inJson: Request = { ...prose, text: { format: { type: 'json_schema', name: 'place', schema, strict: true } } }

function client(): OpenAI {
  return new OpenAI({ apiKey: 'test', logLevel: 'off' })
}

function refusalIn({ output }: Response): string | undefined {
  const parts = output.flatMap((item) => (item.type === 'message' ? item.content : []))
  return parts.find((part) => part.type === 'refusal')?.refusal
}

function finishOf(response: Response): unknown {
  if (refusalIn(response) !== undefined) return 'refusal'
  return response.incomplete_details?.reason ?? response.status
}

function showResponse(shown: Shown, response: Response): void {
  shown.text(response.output_text || (refusalIn(response) ?? ''))
  for (const item of response.output) if (item.type === 'function_call') shown.toolCall(item.name, item.arguments)
  shown.finish(finishOf(response))
}

const create =
  (request: Request): Ask =>
  async (shown, signal) =>
    showResponse(shown, await client().responses.create(request, { signal }))

const createStream =
  (request: Request): Ask =>
  async (shown, signal) => {
    for await (const event of await client().responses.create({ ...request, stream: true }, { signal })) {
      if (event.type === 'response.output_text.delta' || event.type === 'response.refusal.delta') shown.text(event.delta)
      if (event.type === 'response.output_item.done' && event.item.type === 'function_call')
        shown.toolCall(event.item.name, event.item.arguments)
      if (event.type === 'response.completed' || event.type === 'response.incomplete' || event.type === 'response.failed')
        shown.finish(finishOf(event.response))
      if (event.type === 'error') shown.finish(`error: ${event.message}`)
    }
  }

const helperStream =
  (request: Request): Ask =>
  async (shown, signal) => {
    const stream = client().responses.stream({ ...request, stream: true }, { signal })
    for await (const event of stream) if (event.type === 'response.output_text.delta') shown.text(event.delta)
    const response = await stream.finalResponse()
    for (const item of response.output) if (item.type === 'function_call') shown.toolCall(item.name, item.arguments)
    shown.finish(finishOf(response))
  }

const parse: Ask = async (shown, signal) => {
  const response = await client().responses.parse({ ...prose, text: { format: zodTextFormat(placeSchema, 'place') } }, { signal })
  const refusal = refusalIn(response)
  if (refusal === undefined) shown.value(response.output_parsed)
  else shown.text(refusal)
  shown.finish(finishOf(response))
}

const common = { packages: ['openai'], providers: [openai] } as const

export const clients: readonly Client[] = [
  { ...common, name: 'openai responses', asks: { complete: create(prose), tools: create(withTool), structured: create(inJson) } },
  {
    ...common,
    name: 'openai responses, stream: true',
    asks: { streamed: createStream(prose), tools: createStream(withTool), structured: createStream(inJson) },
  },
  {
    ...common,
    name: 'openai responses .stream() and .parse()',
    asks: { streamed: helperStream(prose), tools: helperStream(withTool), structured: parse },
  },
]
