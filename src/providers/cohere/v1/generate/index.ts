import { z } from 'zod'
import { decodeRequest, defineEndpoint, textPart, type Endpoint } from '../../../../kit.ts'
import { admission } from '../../decode.ts'
import { refused } from '../../wording.ts'
import { writerOf } from '../../writer.ts'
import { finishReasonOf, metaOf, spoken } from '../chat/body.ts'

/** The model for requests without one (https://docs.cohere.com/v1/reference/generate). */
const usualModel = 'command'

/** The body of POST /v1/generate. */
const generateRequest = z.looseObject({
  prompt: z.string().min(1),
  model: z.string().nullish(),
  max_tokens: z.int().min(1).nullish(),
  stop_sequences: z.array(z.string()).nullish(),
  end_sequences: z.array(z.string()).nullish(),
  stream: z.boolean().nullish(),
  num_generations: z.int().min(1).max(5).nullish(),
})

/** Continues a prompt: the API before chat, which is no longer developed. */
export const generateV1: Endpoint = defineEndpoint({
  name: 'generate',
  path: '/v1/generate',
  documentation: 'https://docs.cohere.com/v1/reference/generate',
  decode: (request) =>
    decodeRequest(request, {
      ...admission,
      schema: generateRequest,
      check: ({ stream }) => (stream === true ? refused('stream') : undefined),
      ask: (body) => ({
        model: body.model ?? usualModel,
        messages: [{ role: 'user', parts: [textPart(body.prompt)] }],
        tools: [],
        toolChoice: 'none',
        parallelToolCalls: false,
        output: undefined,
        stream: false,
        reasoning: false,
        maxTokens: body.max_tokens ?? undefined,
        stopSequences: body.stop_sequences ?? body.end_sequences ?? [],
        streamUsage: true,
      }),
    }),
  write(exchange) {
    const { ids, ...writer } = writerOf(exchange)
    return {
      ...writer,
      body({ parts, finish, usage }, { request }) {
        const { prompt, num_generations: count } = JSON.parse(request.text) as z.output<typeof generateRequest>
        const generation = { id: ids.reply, text: spoken(parts), finish_reason: finishReasonOf(finish) }
        return { id: ids.trace, prompt, generations: Array.from({ length: count ?? 1 }, () => generation), meta: metaOf(usage) }
      },
    }
  },
})
