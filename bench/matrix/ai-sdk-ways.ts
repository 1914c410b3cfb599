import { generateText, isStepCount, Output, streamText, tool, type LanguageModel } from 'ai'
import type { Ask, Client, Shown } from './client.ts'
import { placeSchema, question, toolDescription, toolName, toolResult } from './task.ts'

type Model = Exclude<LanguageModel, string>
type Asking = Pick<AiSdkRow, 'model' | 'maxRetries'>

function retrying(maxRetries: number | undefined) {
  return maxRetries === undefined ? {} : { maxRetries }
}

/** Tools that show what they were called with. */
function toolsFor(shown: Shown) {
  return {
    [toolName]: tool({
      description: toolDescription,
      inputSchema: placeSchema,
      execute: (given) => {
        shown.toolCall(toolName, given)
        return toolResult
      },
    }),
  }
}

const generate =
  ({ model, maxRetries }: Asking, withTools = false): Ask =>
  async (shown, abortSignal) => {
    const tools = withTools ? { tools: toolsFor(shown), stopWhen: isStepCount(5) } : {}
    const { text, finishReason } = await generateText({ model: model(), ...retrying(maxRetries), prompt: question, abortSignal, ...tools })
    shown.text(text)
    shown.finish(finishReason)
  }

const stream =
  ({ model, maxRetries }: Asking, withTools = false): Ask =>
  async (shown, abortSignal) => {
    const tools = withTools ? { tools: toolsFor(shown), stopWhen: isStepCount(5) } : {}
    const streamed = streamText({ model: model(), ...retrying(maxRetries), prompt: question, abortSignal, ...tools, onError() {} })
    for await (const part of streamed.stream) {
      if (part.type === 'text-delta') shown.text(part.text)
      if (part.type === 'error') throw part.error
      if (part.type === 'abort') throw new DOMException('aborted', 'AbortError')
      if (part.type === 'finish') shown.finish(part.finishReason)
    }
  }

const output =
  ({ model, maxRetries }: Asking): Ask =>
  async (shown, abortSignal) => {
    const asked = { model: model(), ...retrying(maxRetries), prompt: question, output: Output.object({ schema: placeSchema }), abortSignal }
    const { output: value, finishReason } = await generateText(asked)
    shown.value(value)
    shown.finish(finishReason)
  }

const streamedOutput =
  ({ model, maxRetries }: Asking): Ask =>
  async (shown, abortSignal) => {
    const asked = { model: model(), ...retrying(maxRetries), prompt: question, output: Output.object({ schema: placeSchema }), abortSignal }
    const streamed = streamText({ ...asked, onError() {} })
    shown.value(await streamed.output)
    shown.finish(await streamed.finishReason)
  }

/** The text of a stream alone, as most readmes read it. */
const textStream =
  ({ model, maxRetries }: Asking): Ask =>
  async (shown, abortSignal) => {
    const streamed = streamText({ model: model(), ...retrying(maxRetries), prompt: question, abortSignal, onError() {} })
    for await (const delta of streamed.textStream) shown.text(delta)
  }

/** A model of the AI SDK, made again for each call: providers keep the `fetch` that is there when they are made. */
export interface AiSdkRow {
  readonly name: string
  readonly packages: readonly string[]
  readonly providers: Client['providers']
  readonly model: () => Model
  /** Default: that of the AI SDK */
  readonly maxRetries?: number
}

/** The rows of a model: generateText and streamText. */
export function aiSdkWays(row: AiSdkRow): readonly Client[] {
  const { name, packages, providers } = row
  return [
    {
      packages,
      providers,
      name: `ai generateText, ${name}`,
      asks: { complete: generate(row), tools: generate(row, true), structured: output(row) },
    },
    {
      packages,
      providers,
      name: `ai streamText, ${name}`,
      asks: { streamed: stream(row), tools: stream(row, true), structured: streamedOutput(row) },
    },
  ]
}

/** The row of a model whose stream is read as text alone. */
export function aiSdkTextStream(row: AiSdkRow): Client {
  const { name, packages, providers } = row
  return { packages, providers, name: `ai streamText().textStream, ${name}`, asks: { streamed: textStream(row) } }
}
