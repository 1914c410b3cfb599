import { defineEndpoint, type Endpoint } from '../../../kit.ts'
import { openaiHost } from '../host.ts'
import { writerAt } from '../writer.ts'
import { moderationsBody } from './body.ts'
import { decodeModerations } from './decode.ts'

/** OpenAI Moderations. */
export const moderations: Endpoint = defineEndpoint({
  name: 'moderations',
  path: '/moderations',
  documentation: 'https://platform.openai.com/docs/api-reference/moderations',
  decode: (request) => decodeModerations(request, openaiHost),
  write: (exchange) => ({ ...writerAt(openaiHost, exchange), body: moderationsBody }),
})
