import type { Reply, Usage } from '../../../kit.ts'
import { latencyOf } from '../pace.ts'

/** A reply with Anthropic's own model name, without Bedrock's prefix and suffix. */
export function underOwnName(reply: Reply): Reply {
  return { ...reply, model: reply.model.replace(/^.*\banthropic\./, '').replace(/-v\d+(?::\d+)?(?::\w+)?$/, '') }
}

/** The metrics that Bedrock adds to the last event of a stream. */
export function invocationMetrics(reply: Reply, usage: Usage | undefined): Record<string, unknown> {
  return {
    'amazon-bedrock-invocationMetrics': {
      ...(usage === undefined ? {} : { inputTokenCount: usage.inputTokens, outputTokenCount: usage.outputTokens }),
      invocationLatency: latencyOf(reply),
      firstByteLatency: Math.round(reply.pace.firstToken),
    },
  }
}
