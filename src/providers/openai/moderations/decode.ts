import { decodeRequest, operationOn, type Decoded, type WireRequest } from '../../../kit.ts'
import { readingAt, type Admission } from '../decode.ts'
import { moderationsRequest, type ModerationsRequest } from './schema.ts'

const usualModel = 'omni-moderation-latest'

/** Several parts are one text with pictures, and get one result. */
function textsOf(input: ModerationsRequest['input']): readonly string[] {
  if (typeof input === 'string') return [input]
  const texts = input.flatMap((item) => (typeof item === 'string' ? [item] : []))
  if (texts.length > 0) return texts
  return [input.map((item) => (typeof item === 'object' && item.type === 'text' ? item.text : '')).join('\n')]
}

/** Only this endpoint does not need a model. */
function withModel(text: string): string {
  try {
    return JSON.stringify({ model: usualModel, ...(JSON.parse(text) as object) })
  } catch {
    return text
  }
}

/** Decodes a moderation request. */
export function decodeModerations(request: WireRequest, host: Admission): Decoded {
  return decodeRequest(
    { ...request, text: withModel(request.text) },
    {
      ...readingAt(host, request),
      schema: moderationsRequest,
      ask: ({ model = usualModel, input }) => operationOn('moderate', { model, texts: textsOf(input) }),
    },
  )
}
