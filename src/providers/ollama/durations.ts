import type { Reply, Usage } from '../../kit.ts'

const nanoseconds = 1_000_000

/** How long a small model takes for a token where the pace of the run says nothing, in ms: one that it reads, and one that it writes. */
const usualTime = { read: 0.5, written: 10 }

/**
 * What the last line says of times and tokens: in nanoseconds, as the pace of the reply has it. What a fault adds is not in it:
 * the server counts the time that the model takes, not the time that the answer takes to arrive. The model is in memory
 * already, so loading it is short.
 * @see https://docs.ollama.com/api/usage
 */
export function durationsOf({ pace, parts }: Reply, usage: Usage | undefined): Record<string, number> {
  const load = usualTime.written * nanoseconds
  const read = Math.round((pace.firstToken || usualTime.read * (usage?.inputTokens ?? parts.length)) * nanoseconds)
  const written = Math.round((pace.perDelta || usualTime.written) * (usage?.outputTokens ?? parts.length) * nanoseconds)
  return {
    total_duration: load + read + written,
    load_duration: load,
    ...(usage === undefined ? {} : { prompt_eval_count: usage.inputTokens }),
    prompt_eval_duration: read,
    ...(usage === undefined ? {} : { eval_count: usage.outputTokens }),
    eval_duration: written,
  }
}
