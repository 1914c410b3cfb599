import type { Reply, Usage } from '../../kit.ts'

const nanoseconds = 1_000_000

/** The default time of a small model per input and per output token, in ms, if the run sets no pace. */
const usualTime = { read: 0.5, written: 10 }

/**
 * The times and tokens in the last line: in nanoseconds, based on the pace of the reply. Delays from faults are not included:
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
