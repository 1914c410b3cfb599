import { textOf, type Endpoint } from '../../../kit.ts'
import type { Form } from '../form.ts'
import { ollamaReading } from '../reading.ts'
import { endpointOf, writerIn } from '../writer.ts'
import { contextOf } from './context.ts'
import { decodeGenerate } from './decode.ts'

/** A response, and the context to continue from. */
const form: Form = {
  said: ({ text = '', thinking }) => ({ response: text, ...(thinking === undefined ? {} : { thinking }) }),
  done: (text, { call }) => ({ context: contextOf(`${textOf(call, 'user')}\n${text}\n`) }),
}

/** Generate (https://docs.ollama.com/api/generate). */
export const generate: Endpoint = endpointOf('generate', decodeGenerate, writerIn(form), ollamaReading)
