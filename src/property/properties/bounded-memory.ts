import {
  defineProperty,
  BrownoutError,
  violated,
  held,
  inconclusive,
  areToldApart,
  isWhole,
  judgeEach,
  toldTogether,
  type Property,
  type Verdict,
  type TaskEvidence,
  valueInWords,
} from '../../kit.ts'

function bytesOf(text: string): number {
  return new TextEncoder().encode(text).length
}

function judgeTask({ calls, streamed }: TaskEvidence, most: number): Verdict {
  const all = streamed.map(({ text }) => text).join('')
  if (all === '') return inconclusive('no text was observed; report each piece with observe.streamed(text) when the consumer has taken it')
  const shown = calls.filter((call) => call.stream && isWhole(call) && call.received !== '' && all.includes(call.received))
  if (shown.length === 0) return inconclusive('no stream was shown to its end')
  for (const { provider, received, startedAt, endedAt } of shown) {
    // When the last delta has arrived, the app's memory holds everything that the consumer has not read.
    const taken = streamed.filter(({ at }) => at >= startedAt && at <= endedAt!).map(({ text }) => text)
    const waiting = bytesOf(received) - bytesOf(taken.join(''))
    if (waiting > most) return violated(`${waiting} bytes of ${provider} were waiting in the app when the last of them arrived`)
  }
  const isSlow = streamed.at(-1)!.at > streamed[0]!.at
  return isSlow && shown.some(({ received }) => bytesOf(received) > most)
    ? held
    : inconclusive(`no consumer was slow to take more than ${most} bytes; wait between two pieces, and let the answer be longer`)
}

/**
 * The text that a slow consumer has not read yet stays below a number of bytes: the stream is read as it is consumed.
 * @throws BrownoutError if the number is negative
 * @example
 * boundedMemory(64_000)
 */
export function boundedMemory(bytes: number): Property {
  if (typeof bytes !== 'number' || !(bytes >= 0))
    throw new BrownoutError(`boundedMemory() cannot keep to ${valueInWords(bytes)} bytes: expected a number of at least 0.`)
  return defineProperty({
    id: `bounded-memory(${bytes})`,
    statement: `at most ${bytes} bytes of text wait for a slow consumer`,
    evidence: 'streamed pieces and journal',
    hint: 'Read the next piece of a stream only when the consumer has taken the last one. An unbounded queue fills the memory if a reader is slow.',
    judge: (evidence) =>
      areToldApart(evidence.outcome.streamed, evidence) ? judgeEach(evidence, (task) => judgeTask(task, bytes)) : toldTogether,
  })
}
