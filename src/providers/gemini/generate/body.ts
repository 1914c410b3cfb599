import { jsonObjectOf, type Exchange, type SpokenPart, type GatheredReply } from '../../../kit.ts'
import { blockedPrompt, callPart, contentOf, endOf, envelopeOf, textPart, usageOf, type ToolCall } from './response.ts'
import { hostedResultsOf } from './hosted-tools.ts'
import { drawSignature } from './ids.ts'

/** A reply as one response. */
export function bodyOf({ reply, parts, finish, usage }: GatheredReply, exchange: Exchange, id: string): unknown {
  const isInWords = parts.some(({ type }) => type === 'text') && !parts.some(({ type }) => type === 'tool-call')
  const hosted = isInWords ? hostedResultsOf(exchange) : undefined
  const content = [...(hosted?.parts ?? []), ...partsOf(parts, exchange)]
  const malformed = parts.find(isMalformed)
  const said = malformed === undefined || finish === 'length' ? content : []
  const isSaid = parts.some(
    (part) => part.type === 'tool-call' || (part.text !== '' && (part.type !== 'reasoning' || exchange.call.reasoning)),
  )
  return {
    ...(!isSaid && finish === 'content-filter'
      ? blockedPrompt
      : {
          candidates: [
            { content: contentOf(said, malformed), ...endOf(finish, malformed), index: 0, ...hosted?.candidate(wordsIn(parts)) },
          ],
        }),
    ...(usage === undefined ? {} : { usageMetadata: usageOf(usage, reply) }),
    ...envelopeOf(reply, id),
  }
}

function wordsIn(parts: readonly SpokenPart[]): string {
  return parts.flatMap((part) => (part.type === 'text' ? [part.text] : [])).join('')
}

/** Whether a part is a call whose arguments are not a JSON object. */
function isMalformed(part: SpokenPart): part is ToolCall {
  return part.type === 'tool-call' && jsonObjectOf(part.arguments) === undefined
}

/** The parts that the app receives: thoughts only if requested, and only parseable calls. */
function partsOf(parts: readonly SpokenPart[], { call: { reasoning }, random }: Exchange): unknown[] {
  const firstCall = parts.find((part) => part.type === 'tool-call')
  return parts.flatMap((part): unknown[] => {
    if (part.type === 'reasoning') return reasoning ? [textPart(part.text, true)] : []
    if (part.type !== 'tool-call') return [textPart(part.text, false)]
    const signature = part === firstCall ? drawSignature(random) : undefined
    const call = callPart(part, signature)
    return call === undefined ? [] : [call]
  })
}
