import { createAssistant } from '../../../examples/naive/assistant.ts'
import type { Resolution } from '../../../examples/support/assistant.ts'

export function ask(question: string): Promise<Resolution> {
  return createAssistant().ask(question)
}
