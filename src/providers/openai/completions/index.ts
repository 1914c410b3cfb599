import { defineEndpoint, type Endpoint } from '../../../kit.ts'
import { openaiHost, type Host } from '../host.ts'
import { writerAt } from '../writer.ts'
import { completionBody } from './body.ts'
import { decodeCompletions } from './decode.ts'
import { CompletionStream } from './stream.ts'

/** A host's completions endpoint. */
export function completionsEndpoint(host: Host, { path, documentation, isChatModel = () => false }: CompletionsPlace): Endpoint {
  return defineEndpoint({
    name: 'completions',
    path,
    documentation,
    decode: (request) => decodeCompletions(request, host, isChatModel),
    write(exchange) {
      const id = `cmpl-${exchange.random.id(29)}`
      return {
        ...writerAt(host, exchange),
        stream: (exchange) => new CompletionStream(exchange, host, id),
        body: (gathered, exchange) => completionBody(gathered, exchange, id),
      }
    },
  })
}

interface CompletionsPlace {
  readonly path: string
  readonly documentation: string
  /** Which models are for chat only. Default: none */
  readonly isChatModel?: (model: string) => boolean
}

/** OpenAI's completions, for models such as `gpt-3.5-turbo-instruct` (https://platform.openai.com/docs/api-reference/completions). */
export const completions: Endpoint = completionsEndpoint(openaiHost, {
  path: '/completions',
  documentation: 'https://platform.openai.com/docs/api-reference/completions',
  isChatModel: (model) => /^(?:gpt-[4-9]|gpt-3\.5-turbo(?!-instruct)|o\d)/.test(model),
})
