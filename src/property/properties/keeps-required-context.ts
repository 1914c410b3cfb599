import {
  defineProperty,
  endedBefore,
  hasFailed,
  held,
  inconclusive,
  isAnswer,
  numberOf,
  promptOf,
  remark,
  textOf,
  violated,
  worstOf,
  type JournalCall,
  type Property,
  type Verdict,
  checkValue,
  listLike,
  text,
} from '../../kit.ts'

/** The model's own turns in the conversation that a call continues, one text each. */
function turnsOf({ call: { messages } }: JournalCall): readonly string[] {
  return messages
    .filter(({ role }) => role === 'assistant')
    .map(({ parts }) =>
      parts
        .map((part) => (part.type === 'tool-call' ? `${part.name}(${part.arguments})` : 'text' in part ? part.text : ''))
        .join('\n')
        .trim(),
    )
    .filter((turn) => turn !== '')
}

/** Whether a call continues the conversation of another one, without its own instructions. */
function continues(call: JournalCall, other: JournalCall): boolean {
  if (call.call.messages.some(({ role }) => role === 'system')) return false
  const turns = turnsOf(call)
  return (
    other.call.messages.some(({ role }) => role === 'system') &&
    [...turnsOf(other), other.received.trim()].some((turn) => turns.includes(turn))
  )
}

/** Whether a call replaces a failed one: it repeats the request later, and no call with the fact answers it. */
function takesThePlaceOf(call: JournalCall, failed: JournalCall): boolean {
  return (hasFailed(failed) || failed.ending === 'aborted') && endedBefore(failed, call) && promptOf(failed.call) === promptOf(call.call)
}

function judgeFact(fact: string, calls: readonly JournalCall[]): Verdict {
  const [telling, silent] = [calls.filter((call) => isTold(call, fact)), calls.filter((call) => !isTold(call, fact))]
  const [first] = silent
  if (first === undefined) return held
  const say = (call: JournalCall): string =>
    `call ${numberOf(call)}, to ${call.provider}, does not contain ${JSON.stringify(fact.slice(0, 60))}`
  // After a fault, the app might have had no reason for the call that would have contained it.
  if (telling.length === 0)
    return calls.every((call) => isAnswer(call) && call.fired.length === 0) ? violated(say(first)) : remark(say(first))
  const dropped = silent.find((call) => {
    const isAnswered = telling.some((other) => isAnswer(other) && promptOf(other.call) === promptOf(call.call))
    return telling.some((other) => (!isAnswered && takesThePlaceOf(call, other)) || continues(call, other))
  })
  return dropped === undefined ? remark(say(first)) : violated(say(dropped))
}

function isTold({ call }: JournalCall, fact: string): boolean {
  return textOf(call).includes(fact)
}

/**
 * The model receives the given facts, even after trimming, a retry or a fallback: a call that repeats a failed one, or continues a
 * conversation, contains them if that one did. A call for another purpose, such as a title or a route, only leads to a remark.
 * Embeddings, moderation and lists of models are not judged.
 * @example
 * keepsRequiredContext(['Answer in English.'])
 */
export function keepsRequiredContext(facts: readonly string[]): Property {
  checkValue('keepsRequiredContext()', facts, listLike('["order 7"]', text.accepts))
  return defineProperty({
    id: 'keeps-required-context',
    statement: `no retry, fallback or shorter conversation drops ${facts.map((fact) => JSON.stringify(fact.slice(0, 40))).join(', ')}`,
    evidence: 'decoded requests',
    hint: 'Trim the middle of a conversation, never its system prompt; build the prompt of the fallback from the same parts.',
    judge({ journal }) {
      const calls = journal.calls.filter(({ call }) => call.operation === undefined)
      if (calls.length === 0 || facts.length === 0)
        return inconclusive(calls.length === 0 ? 'no call for an answer was made' : 'no facts were given to look for')
      const verdicts = facts.map((fact) => judgeFact(fact, calls))
      return worstOf(verdicts, held)
    },
  })
}
