import { defineProperty, violated, held, inconclusive, judgeEach, isAnswer, isWhole, type Property } from '../../kit.ts'

/**
 * If the first provider fails, another one answers and the task resolves. `from` and `to` name them if the order is not that of
 * the calls.
 * @example
 * fallsBack({ from: 'openai', to: 'anthropic' })
 */
export function fallsBack({ from, to }: { readonly from?: string; readonly to?: string } = {}): Property {
  return defineProperty({
    id: 'falls-back',
    statement: `where ${from ?? 'the first provider'} fails, ${to ?? 'another'} answers and the task resolves`,
    evidence: 'journal and outcome',
    hint: 'Let everything that is not a whole answer count as a failure: an HTTP error, a broken connection, a cut stream, a stall. An error in mid-stream comes after the 200.',
    judge: (evidence) =>
      judgeEach(evidence, ({ calls, settlement }) => {
        const first = from ?? calls[0]?.provider
        const own = calls.filter((call) => call.provider === first)
        if (own.length === 0 || isWhole(own.at(-1)!)) return inconclusive(`${first ?? 'the first provider'} did not fail for good`)
        const others = calls.filter((call) => (to === undefined ? call.provider !== first : call.provider === to))
        const resolved = settlement.type === 'value'
        if (others.length === 0)
          return violated(`${first} failed, nobody else was asked, and the task ${resolved ? 'resolved all the same' : 'did not resolve'}`)
        const last = others.at(-1)!
        if (!isAnswer(last)) return inconclusive('every provider failed')
        // An app is right to reject a corrupt answer.
        if (!resolved && last.received !== last.truth)
          return inconclusive(`what ${last.provider} answered was not what it should have been`)
        return resolved ? held : violated(`${last.provider} answered, and the task did not resolve`)
      }),
  })
}
