import type { Ask, Decoded, Message, WireRequest } from '../../../kit.ts'
import { decodeOllama, imageParts, settingsOf, textParts } from '../decode.ts'
import { textOfContext } from './context.ts'
import { generateRequest, type GenerateRequest } from './schema.ts'

/** A request to `/api/generate` in provider-neutral terms: a prompt after the earlier conversation. The reply leads up to a suffix. */
function askOf(request: GenerateRequest): Ask {
  const { system, context, prompt, suffix, images } = request
  const said = textParts(context == null ? '' : textOfContext(context))
  const messages: Message[] = [
    ...(system ? [{ role: 'system' as const, parts: textParts(system) }] : []),
    ...(said.length > 0 ? [{ role: 'user' as const, parts: said }] : []),
    { role: 'user', parts: [...textParts(prompt), ...textParts(suffix), ...imageParts(images)] },
  ]
  return { ...settingsOf(request), messages, tools: [] }
}

/** Decodes a request to `/api/generate`. */
export function decodeGenerate(request: WireRequest): Decoded {
  return decodeOllama(request, { schema: generateRequest, struct: 'GenerateRequest', ask: askOf })
}
