import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { catalogue, connectionReset, noChoices, overloaded, slowFirstToken, truncatedStream } from '../../../faults/catalogue.ts'
import { FaultBugError } from '../../../src/engine/base/errors.ts'
import { defineFault } from '../../../src/engine/plan/define-fault.ts'
import { readParameters } from '../../../src/engine/plan/parameters.ts'
import { stages, type Fault } from '../../../src/engine/model/fault.ts'
import { Injection } from '../../../src/engine/plan/injection.ts'
import type { ReplyPart } from '../../../src/engine/model/reply.ts'
import { parameterArbitrary } from '../../../src/property/search/parameters/arbitrary.ts'
import { eachFrameAlone } from '../each-frame-alone.ts'
import { Playground, requests, type EndpointName } from '../played.ts'
import { anyTraits } from '../traits.ts'

/** What changes nothing but a header is not seen here. */
const headersOnly = new Set(['wrong-content-type', 'wrong-content-length'])
const wireFaults = catalogue.filter((fault) => fault.perceive === undefined && fault.answer === undefined && !headersOnly.has(fault.name))
const anyEndpoint = fc.constantFrom(...(Object.keys(requests) as EndpointName[]))
const injectionOf = (faults: typeof catalogue): fc.Arbitrary<Injection> =>
  fc
    .constantFrom(...faults)
    .chain((fault) => parameterArbitrary(fault).map((parameters) => new Injection(fault, readParameters(fault, parameters))))
const anyPart: fc.Arbitrary<ReplyPart> = fc.oneof(
  fc.record({
    type: fc.constantFrom('text' as const, 'refusal' as const, 'reasoning' as const),
    text: fc.oneof(fc.lorem({ maxCount: 12 }), fc.string({ unit: 'grapheme', minLength: 1 })),
  }),
  fc.record({
    type: fc.constant('tool-call' as const),
    id: fc.constant('call_1'),
    name: fc.constant('track'),
    arguments: fc.dictionary(fc.string(), fc.string()).map((given) => JSON.stringify(given)),
  }),
)
const anyParts = fc.array(anyPart, { minLength: 1, maxLength: 3 })
const anyPace = fc.constantFrom({ firstToken: 0, perDelta: 0 }, { firstToken: 300, perDelta: 20 })

describe('a call that nothing disturbs', () => {
  it('is answered completely, on every endpoint, streamed or not', async () => {
    await fc.assert(
      fc.asyncProperty(anyEndpoint, fc.boolean(), anyParts, anyPace, async (endpoint, stream, parts, pace) => {
        const playground = new Playground([], { parts, pace })
        await playground.ask(endpoint, stream)
        expect(playground.call).toMatchObject({ status: 200, ending: 'complete', received: playground.call.truth })
      }),
    )
  })
})

describe('faults together', () => {
  it('compose in any order, on every endpoint, streamed or not', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(injectionOf(catalogue), { maxLength: 5 }),
        anyEndpoint,
        fc.boolean(),
        anyParts,
        anyPace,
        async (injections, endpoint, stream, parts, pace) => {
          const playground = new Playground(injections, { parts, pace })
          const { status, error } = await playground.ask(endpoint, stream)
          expect(playground.run.journal.bugs).toEqual([])
          expect(playground.call.ending).toBeDefined()
          if (status === undefined) expect(error !== undefined || playground.call.ending === 'hung').toBe(true)
        },
      ),
      { numRuns: 300 },
    )
  })

  it('fail in the same way again with the same seed', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(injectionOf(catalogue), { maxLength: 4 }),
        anyEndpoint,
        fc.boolean(),
        fc.string(),
        async (injections, endpoint, stream, seed) => {
          const playgrounds = [new Playground(injections, { seed }), new Playground(injections, { seed })] as const
          const seen: unknown[] = []
          for (const playground of playgrounds) seen.push([await playground.ask(endpoint, stream), await playground.ask(endpoint, stream)])
          expect(seen[0]).toEqual(seen[1])
          expect(JSON.stringify(playgrounds[0].run.journal)).toBe(JSON.stringify(playgrounds[1].run.journal))
        },
      ),
    )
  })
})

describe('a fire', () => {
  it('is counted exactly when the client sees a difference', async () => {
    await fc.assert(
      fc.asyncProperty(
        injectionOf(wireFaults),
        anyEndpoint,
        fc.boolean(),
        anyParts,
        anyPace,
        async (injection, endpoint, stream, parts, pace) => {
          const disturbed = new Playground([eachFrameAlone, injection], { parts, pace })
          const undisturbed = new Playground([eachFrameAlone], { parts, pace })
          const seen = [await disturbed.ask(endpoint, stream), disturbed.call.ending]
          const usual = [await undisturbed.ask(endpoint, stream), undisturbed.call.ending]
          expect(disturbed.call.fired.length).toBe(isEqual(seen, usual) ? 0 : 1)
          expect(disturbed.run.armed.idle.some((idle) => idle.injection === injection)).toBe(isEqual(seen, usual))
        },
      ),
      // A body that has no content of the answer to lose: its reasoning is not shown.
      { numRuns: 300, examples: [[noChoices(), 'messages', false, [{ type: 'reasoning', text: ' ' }], { firstToken: 0, perDelta: 0 }]] },
    )
  })

  it('has the time of the moment at which the fault fired', async () => {
    const playground = new Playground([truncatedStream({ afterDeltas: 2 })], { pace: { firstToken: 1_000, perDelta: 100 } })
    await playground.ask('chat.completions', true)
    expect(playground.call.fired).toEqual([{ fault: 'truncated-stream', parameters: { afterDeltas: 2, ending: 'clean' }, at: 1_100 }])
  })

  it('is not counted for what an earlier refusal kept from happening', async () => {
    const playground = new Playground([overloaded(), truncatedStream()])
    await playground.ask('messages', true)
    expect(playground.call.fired.map(({ fault }) => fault)).toEqual(['overloaded'])
  })
})

describe('a call', () => {
  it('is numbered by its contents', async () => {
    const playground = new Playground([])
    await playground.ask('messages', true)
    await playground.ask('messages', false)
    await playground.ask('responses', false)
    expect(playground.run.journal.calls.map(({ call }) => [call.index, call.attempt])).toEqual([
      [0, 0],
      [1, 1],
      [2, 0],
    ])
  })

  it('has the truth next to the received text', async () => {
    const playground = new Playground([truncatedStream({ afterDeltas: 2 })])
    await playground.ask('messages', true)
    expect(playground.call).toMatchObject({
      truth: 'It comes tomorrow, around noon – if all goes well.',
      received: 'It comes',
      ending: 'truncated',
    })
  })

  it('has no truth if the model was never called', async () => {
    const playground = new Playground([overloaded()])
    await playground.ask('messages', true)
    expect(playground.call).toMatchObject({
      truth: undefined,
      received: '',
      ending: 'refused',
      problem: { kind: 'overloaded', permanent: false },
    })
  })

  it('takes the time that its faults add up to', async () => {
    const playground = new Playground([slowFirstToken({ by: '2s' }), slowFirstToken({ by: '3s' })])
    await playground.ask('messages', false)
    expect(playground.call).toMatchObject({ firstByteAt: 5_000, endedAt: 5_000 })
  })
})

describe('a truncated body', () => {
  it('is not JSON, and ends after the last delivered chunk', async () => {
    await fc.assert(
      fc.asyncProperty(
        anyEndpoint,
        fc.nat(20),
        fc.constantFrom('{"a":"}"}', 'say "hi" }}]}', 'It is 0 o’clock 0 0 0', '}'),
        async (endpoint, afterDeltas, text) => {
          const playground = new Playground([truncatedStream({ afterDeltas })], { parts: [{ type: 'text', text }] })
          const { reads } = await playground.ask(endpoint, false)
          const body = Buffer.from(reads.map((read) => read.text).join(''), 'latin1').toString()
          if (playground.call.fired.length === 0) return
          expect((): unknown => JSON.parse(body)).toThrow(SyntaxError)
          expect(body.endsWith(JSON.stringify(playground.call.received).slice(0, -1).replace(/^"/, ''))).toBe(true)
        },
      ),
    )
  })
})

/** A fault that throws at one stage, after the first few items if that stage sees any. */
function throwing(stage: (typeof stages)[number], after = 0): Injection {
  function* late(items: Iterable<never>): Generator<never> {
    let seen = 0
    for (const item of items) {
      if (seen++ === after) throw new RangeError('oh')
      yield item
    }
  }
  const early = (): never => {
    throw new RangeError('oh')
  }
  const fault: Fault = {
    name: 'broken',
    summary: 'does nothing',
    ...anyTraits,
    sources: [],
    breaks: [],
    parameters: z.object({}),
    [stage]: ['deliver', 'frame', 'transport'].includes(stage) ? late : early,
  }
  return defineFault(fault)()
}

/** A fault that returns from a stage what that stage cannot take, as one written in JavaScript can. */
function returning(stage: 'admit' | 'perceive' | 'answer', value: unknown) {
  const fault = {
    name: 'broken',
    summary: 'does nothing',
    ...anyTraits,
    sources: [],
    breaks: [],
    parameters: z.object({}),
    [stage]: () => value,
  }
  return defineFault(fault as unknown as Fault)()
}

describe('a fault that returns what its stage cannot take', () => {
  it.each([
    ['admit', { kind: 'overload' }, 'it returned {"kind":"overload"}, expected a problem of one of the kinds bad-request, '],
    ['perceive', undefined, 'it returned undefined, expected a call'],
    ['answer', 5n, 'it returned 5, expected a reply'],
    ['answer', undefined, 'it returned undefined, expected a reply'],
    ['answer', Promise.resolve({}), 'it returned a promise, expected a reply'],
  ] as const)('is blamed by name, at the stage %s', async (stage, value, reason) => {
    await expect(new Playground([returning(stage, value)]).ask('messages', true)).rejects.toThrow(
      `The fault "broken" failed in its ${stage} stage. That is a bug in the fault, not a failure it injects: TypeError: ${reason}`,
    )
  })
})

describe('a fault whose own code throws', () => {
  it.each(stages)('is blamed by name, at the stage %s', async (stage) => {
    await expect(new Playground([throwing(stage)]).ask('messages', true)).rejects.toThrow(
      `The fault "broken" failed in its ${stage} stage.`,
    )
  })

  it.each(['deliver', 'frame', 'transport'] as const)(
    'is in the journal after part of the answer has arrived, at the stage %s',
    async (stage) => {
      const playground = new Playground([throwing(stage, 6)])
      await expect(playground.ask('messages', true)).rejects.toThrow(FaultBugError)
      expect(playground.run.journal.bugs).toEqual([expect.objectContaining({ name: 'FaultBugError', fault: 'broken' })])
      expect(playground.call).toMatchObject({ status: 200, ending: 'reset' })
    },
  )

  it('is not blamed on the faults around it', async () => {
    await expect(
      new Playground([truncatedStream(), throwing('deliver'), connectionReset().nth(9)]).ask('messages', true),
    ).rejects.toMatchObject({ fault: 'broken' })
  })
})

function isEqual(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}
