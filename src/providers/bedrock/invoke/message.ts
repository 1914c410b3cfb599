import { uuidFrom, type Random, type Reply, type Usage } from '../../../kit.ts'
import type { Ids } from '../../anthropic/ids.ts'
import { latencyOf } from '../pace.ts'

/** The names that one exchange has on the wire: the request's as AWS gives them, the message's with a mark of Bedrock's. */
export function drawIds(random: Random): Ids {
  return { request: uuidFrom(random), message: `msg_bdrk_01${random.id(22)}` }
}

/** A reply under the name that the model has at Anthropic, without what Bedrock puts around it. */
export function underOwnName(reply: Reply): Reply {
  return { ...reply, model: reply.model.replace(/^.*\banthropic\./, '').replace(/-v\d+(?::\d+)?(?::\w+)?$/, '') }
}

/** What Bedrock adds to the last event of a stream. */
export function invocationMetrics(reply: Reply, usage: Usage | undefined): Record<string, unknown> {
  return {
    'amazon-bedrock-invocationMetrics': {
      ...(usage === undefined ? {} : { inputTokenCount: usage.inputTokens, outputTokenCount: usage.outputTokens }),
      invocationLatency: latencyOf(reply),
      firstByteLatency: Math.round(reply.pace.firstToken),
    },
  }
}
