import type { Exchange } from '../../../kit.ts'

/** How a reply shows the model's reasoning: not at all, as text, or as a block with only a signature. */
export type ThinkingDisplay = 'none' | 'summarized' | 'omitted'

/**
 * How the app requested the reasoning. Default: as text. Which models omit it on their own
 * changes over time (https://platform.claude.com/docs/en/build-with-claude/thinking#controlling-thinking-display).
 */
export function thinkingDisplay({ call, request }: Exchange): ThinkingDisplay {
  if (!call.reasoning) return 'none'
  // Parsed again only if it might be there: prompts can be long, and few requests need this.
  if (!request.text.includes('"omitted"')) return 'summarized'
  const { thinking } = JSON.parse(request.text) as { thinking?: { display?: string | null } }
  return thinking?.display === 'omitted' ? 'omitted' : 'summarized'
}
