import { AnswersError, BrownoutError, thrownInWords, UnanswerableError } from '../engine/base/errors.ts'
import { valueInWords } from '../engine/base/value-in-words.ts'
import type { Answer, AnswerSource } from '../engine/model/answer.ts'
import type { Call } from '../engine/model/call.ts'

/**
 * Returns a source whose failures name the answers, the call and the place in the code, since they are not bugs of brownout.
 * @param what names the answers, such as `The answers of "answers.mjs"`
 */
export function guarded(source: AnswerSource, what: string): AnswerSource {
  return async (call, context) => {
    try {
      const answer: unknown = await source(call, context)
      checkAnswer(answer)
      return answer
    } catch (error) {
      if (error instanceof UnanswerableError || error instanceof AnswersError) throw error
      throw new AnswersError(`${what} failed on ${callInWords(call)}: ${reasonOf(error)}`, { cause: error })
    }
  }
}

function checkAnswer(answer: unknown): asserts answer is Answer | undefined {
  if (answer === undefined) return
  if (typeof answer === 'object' && answer !== null && 'parts' in answer && Array.isArray(answer.parts)) return
  throw new BrownoutError(
    `they returned ${valueInWords(answer)}. Expected undefined, or an answer such as { parts: [{ type: "text", text: "Yes." }] }. answers.from() also takes texts.`,
  )
}

function callInWords({ provider, endpoint, model, attempt }: Call): string {
  return `${provider} ${endpoint} ${valueInWords(model)}${attempt === 0 ? '' : `, attempt ${attempt + 1}`}`
}

function reasonOf(error: unknown): string {
  if (error instanceof BrownoutError) return error.message
  const place = error instanceof Error ? placeIn(error.stack ?? '') : undefined
  return `${thrownInWords(error)}${place === undefined ? '' : ` (at ${place})`}`
}

/** The folder of brownout's own files, whose places do not help a user. */
const own = new URL('..', import.meta.url).href

/** Returns the first place in a stack trace that is not in brownout or Node: a file with its line and column. */
function placeIn(stack: string): string | undefined {
  const places = stack
    .split('\n')
    .flatMap((line) => /^\s+at (?:.* \()?((?:\w+:\/\/|\/|[A-Za-z]:\\).{1,500}:\d+:\d+)\)?$/.exec(line)?.[1] ?? [])
  return places.find((place) => !place.startsWith(own))?.replace(/^file:\/\//, '')
}
