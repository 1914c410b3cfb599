import {
  defineProperty,
  BrownoutError,
  canonicalJson,
  violated,
  worstOf,
  held,
  inconclusive,
  judgeEach,
  textOf,
  toolRunsIn,
  type JournalCall,
  type Message,
  type Property,
  type Verdict,
  checkOptions,
  wholeNumber,
  valueInWords,
} from '../../kit.ts'

function withoutSystem({ call }: JournalCall): readonly Message[] {
  return call.messages.filter(({ role }) => role !== 'system')
}

/** The calls of each conversation, by the user's first message. Calls that do not generate an answer are not turns. */
function conversationsIn(calls: readonly JournalCall[]): readonly (readonly JournalCall[])[] {
  const turns = calls.filter(({ call }) => call.operation === undefined)
  return [
    ...Map.groupBy(turns, ({ call: { messages } }) => {
      const first = messages.find(({ role }) => role === 'user')
      return first === undefined ? '' : textOf({ messages: [first] })
    }).values(),
  ]
}

/** The tool call repeated most often with the same arguments and result, without the calls at the start of the conversation. */
function mostRepeated(conversation: readonly JournalCall[]): { readonly tool: string; readonly times: number } | undefined {
  const known = toolRunsIn(conversation[0]!.call.messages).length
  let most: { readonly tool: string; readonly times: number } | undefined
  for (const { call } of conversation) {
    const counts = Map.groupBy(toolRunsIn(call.messages).slice(known), ({ signature }) => signature)
    for (const group of counts.values()) {
      const { name, arguments: given } = group[0]!
      if (group.length > (most?.times ?? 0)) most = { tool: `${name}(${canonicalJson(given)})`, times: group.length }
    }
  }
  return most
}

function judgeConversation(conversation: readonly JournalCall[], turns: number, same: number): Verdict {
  const taken = new Set(conversation.map((call) => canonicalJson(withoutSystem(call)))).size
  if (taken > turns) return violated(`the model got ${taken} turns`)
  const most = mostRepeated(conversation)
  if (most === undefined) return inconclusive('no tool was run')
  return most.times > same ? violated(`${most.tool.slice(0, 60)} was run ${most.times} times with the same result`) : held
}

/**
 * The model gets at most this many turns in a conversation, and no tool runs with the same arguments and result more than
 * `same` times: polling until the result changes is not a loop. A retry does not count as a turn, and calls with a different first
 * user message, such as one per item of a batch, are other conversations.
 * @param options.same Default: 3
 * @throws BrownoutError if a number is not a positive integer
 * @example
 * loopsAtMost(10, { same: 3 })
 */
export function loopsAtMost(turns: number, options: { readonly same?: number } = {}): Property {
  checkOptions('loopsAtMost()', options, { same: wholeNumber(1) })
  const { same = 3 } = options
  if (!Number.isInteger(turns) || turns < 1)
    throw new BrownoutError(`loopsAtMost() cannot count to ${valueInWords(turns)} turns: expected an integer of at least 1.`)
  return defineProperty({
    id: `loops-at-most(${turns})`,
    statement: `the model gets at most ${turns} turns in a conversation, and no tool runs with the same arguments and result more than ${same} times`,
    evidence: 'journal',
    hint: 'Limit the turns. If the model repeats a tool call, report this to the model or stop.',
    judge: (evidence) =>
      judgeEach(evidence, ({ calls }) => {
        const verdicts = conversationsIn(calls).map((conversation) => judgeConversation(conversation, turns, same))
        return worstOf(verdicts, inconclusive('no tool was run'))
      }),
  })
}
