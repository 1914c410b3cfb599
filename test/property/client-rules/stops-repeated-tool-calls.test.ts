import { describe, expect, it } from 'vitest'
import type { JournalCall } from '../../../src/index.ts'
import { stopsRepeatedToolCalls } from '../../../src/property/client-rules/stops-repeated-tool-calls.ts'
import type { Verdict } from '../../../src/kit.ts'
import { asked, call, evidence } from '../properties/evidence.ts'

type Turn = readonly [given: string, result: string]

/** An agent that runs one tool call after another. */
function agent(turns: readonly Turn[], pause = 0): readonly JournalCall[] {
  const steps = turns.map(
    ([given, result], index) =>
      [
        { role: 'assistant', parts: [{ type: 'tool-call', id: `call ${index}`, name: 'status', arguments: given }] },
        { role: 'tool', parts: [{ type: 'tool-result', id: `call ${index}`, text: result }] },
      ] as const,
  )
  const prompt = { role: 'user', parts: [{ type: 'text', text: 'Deploy it.' }] } as const
  return [...steps, []].map((_, index) =>
    call({ startedAt: index * (100 + pause), call: asked({ messages: [prompt, ...steps.slice(0, index).flat()] }) }),
  )
}

function judged(turns: readonly Turn[], pause = 0): Verdict {
  return stopsRepeatedToolCalls.judge(evidence({ calls: agent(turns, pause) }).journal)
}

const times = (count: number, turn: (index: number) => Turn): readonly Turn[] => Array.from({ length: count }, (_, index) => turn(index))

describe('stops-repeated-tool-calls', () => {
  it('names an agent that runs the same over and over', () => {
    expect(judged(times(153, () => ['{"id":7}', 'not found']))).toEqual({
      type: 'violated',
      how: 'status({"id":7}) was run 153 times in a row with the same result, as call 1 shows',
    })
    expect(judged([...times(10, () => ['{"id":7}', 'not found'] as const), ['{"id":8}', 'found']]).type).toBe('violated')
  })

  it('does not accuse an agent that polls until the result changes', () => {
    expect(judged(times(40, (index) => ['{"id":7}', `${index} % done`])).type).toBe('held')
  })

  it('only remarks on one that waits between its calls', () => {
    expect(
      judged(
        times(40, () => ['{"id":7}', 'running']),
        5_000,
      ).type,
    ).toBe('remark')
  })

  it('does not accuse an agent that gets an error and tries once more, or a few times', () => {
    expect(judged(times(2, () => ['{"id":7}', 'error: timeout'])).type).toBe('held')
    expect(judged(times(9, () => ['{"id":7}', 'error: timeout'])).type).toBe('held')
  })

  it('does not accuse an agent that calls one tool with many arguments, or two in turn', () => {
    expect(judged(times(40, (index) => [`{"id":${index}}`, 'ok'])).type).toBe('held')
    expect(judged(times(40, (index) => [`{"id":${index % 2}}`, 'ok'])).type).toBe('held')
  })

  it('reports nothing about a client without tools', () => {
    expect(stopsRepeatedToolCalls.judge(evidence({ calls: [call()] }).journal).type).toBe('inconclusive')
  })
})
