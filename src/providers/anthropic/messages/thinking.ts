import type { Exchange } from '../../../kit.ts'

/** How a reply shows the model's reasoning: not at all, as text, or as a block that is empty except for its signature. */
export type ThinkingDisplay = 'none' | 'summarized' | 'omitted'

/**
 * How the app asked to see the reasoning. Where it did not say, as text: which models leave the words out by themselves
 * changes from model to model (https://platform.claude.com/docs/en/build-with-claude/thinking#controlling-thinking-display).
 */
export function thinkingDisplay({ call, request }: Exchange): ThinkingDisplay {
  if (!call.reasoning) return 'none'
  // Read again from the request only if it can be there: a prompt can be long, and few ask for this.
  if (!request.text.includes('"omitted"')) return 'summarized'
  const { thinking } = JSON.parse(request.text) as { thinking?: { display?: string | null } }
  return thinking?.display === 'omitted' ? 'omitted' : 'summarized'
}
