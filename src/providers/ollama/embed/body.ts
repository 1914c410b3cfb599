import { numbersOf, type GatheredReply } from '../../../kit.ts'
import { durationsOf } from '../durations.ts'

/** The vectors, and their durations. */
export function embeddingsOf({ reply, data, usage }: GatheredReply): unknown {
  const { load_duration, prompt_eval_duration, prompt_eval_count } = durationsOf(reply, usage)
  return {
    model: reply.model,
    embeddings: data.map(numbersOf),
    total_duration: load_duration! + prompt_eval_duration!,
    load_duration,
    ...(prompt_eval_count === undefined ? {} : { prompt_eval_count }),
  }
}
