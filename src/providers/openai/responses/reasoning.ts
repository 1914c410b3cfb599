import type { Exchange } from '../../../kit.ts'
import { bodyOf } from './asked.ts'
import type { ResponsesRequest } from './schema.ts'

/** How a response shows the model's reasoning: in a summary, encrypted for an app that stores it itself, both, or not at all. */
export interface ReasoningDisplay {
  readonly isShown: boolean
  readonly isEncrypted: boolean
}

/** The reasoning settings of a request (https://platform.openai.com/docs/guides/reasoning). */
export function displayAsked({ reasoning, include }: ResponsesRequest): ReasoningDisplay {
  return {
    isShown: reasoning?.summary != null,
    isEncrypted: Array.isArray(include) && include.includes('reasoning.encrypted_content'),
  }
}

/** How the response of an exchange shows the reasoning. */
export function displayOf(exchange: Exchange): ReasoningDisplay {
  return displayAsked(bodyOf(exchange))
}

/** The encrypted reasoning that an app sends back: opaque, and the same for the same item. */
export function encryptedReasoning(id: string): string {
  return `gAAAAA${id.replace(/^rs_/, '').repeat(3)}==`
}
