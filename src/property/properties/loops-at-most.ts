import {
  defineProperty,
  BrownoutError,
  canonicalJson,
  violated,
  held,
  inconclusive,
  judgeEach,
  type JournalCall,
  type Property,
} from '../../kit.ts'

/** How often each tool was called with the same arguments, by the messages of one call. */
function repeatsIn({ call: { messages } }: JournalCall): ReadonlyMap<string, number> {
  const parts = messages.flatMap((message) => message.parts.flatMap((part) => (part.type === 'tool-call' ? [part] : [])))
  const counts = new Map<string, number>()
  for (const { name, arguments: given } of parts) counts.set(`${name}(${given})`, (counts.get(`${name}(${given})`) ?? 0) + 1)
  return counts
}

/**
 * The model gets at most this many turns in a task, and no tool runs with the same arguments more than `same` times. A retry does
 * not count as a turn.
 * @param options.same Default: 3
 * @throws BrownoutError if a number is not a positive integer
 * @example
 * loopsAtMost(10, { same: 3 })
 */
export function loopsAtMost(turns: number, { same = 3 }: { readonly same?: number } = {}): Property {
  if (![turns, same].every((count) => Number.isInteger(count) && count >= 1))
    throw new BrownoutError(`loopsAtMost() cannot count to ${turns} turns and ${same} of the same: expected whole numbers of at least 1.`)
  return defineProperty({
    id: `loops-at-most(${turns})`,
    statement: `the model gets at most ${turns} turns in a task, and no tool is run with the same arguments more than ${same} times`,
    evidence: 'journal',
    hint: 'Cap the turns, and tell the model, or give up, where it calls the same tool with the same arguments again.',
    judge: (evidence) =>
      judgeEach(evidence, ({ calls }) => {
        const taken = new Set(calls.map(({ call }) => canonicalJson(call.messages))).size
        if (taken > turns) return violated(`the model got ${taken} turns`)
        const repeats = calls.flatMap((call) => [...repeatsIn(call)])
        const worst = repeats.find(([, count]) => count > same)
        if (worst !== undefined) return violated(`${worst[0].slice(0, 60)} was run ${Math.max(...repeats.map(([, count]) => count))} times`)
        return repeats.length === 0 ? inconclusive('no tool was run') : held
      }),
  })
}
