import type { Endpoint } from '../../../kit.ts'
import type { Form } from '../form.ts'
import { ollamaReading } from '../reading.ts'
import { endpointOf, writerIn } from '../writer.ts'
import { decodeChat } from './decode.ts'

/** A message. */
const form: Form = {
  said: ({ text = '', thinking, calls }) => ({
    message: {
      role: 'assistant',
      content: text,
      ...(thinking === undefined ? {} : { thinking }),
      ...(calls === undefined ? {} : { tool_calls: calls }),
    },
  }),
  done: () => ({}),
}

/** Chat (https://docs.ollama.com/api/chat). */
export const chat: Endpoint = endpointOf('chat', decodeChat, writerIn(form), ollamaReading)
