import {
  aliasMoved,
  confidentlyWrong,
  contextCollapse,
  droppedInstructions,
  endlessToolLoop,
  gradualDrift,
  lostInTheMiddle,
  quantizedHost,
  silentModelSwap,
  truncatedInput,
  usageInflated,
  usageMissing,
  verboseAnswer,
} from '../../../../faults/index.ts'
import { oneBadHour } from '../../../../recipes/index.ts'
import type { Chaos } from '../../../../src/index.ts'
import { anyFault, noSilentTruncation, noUnhandledRejection, ResilienceError, survives } from '../../../../src/property/index.ts'
import { expect } from '../../../../src/vitest/index.ts'
import { ask, converse, lookUp, question, read } from './asking.ts'
import type { Rehearsed } from './rehearsal.ts'

export async function modelIsSwapped(chaos: Chaos): Promise<void> {
  chaos.inject(silentModelSwap({ to: 'gpt-4o-mini-2024-07-18' }))
  const reply = await converse([{ role: 'user', content: question }])
  expect(reply.model).toBe('gpt-4o')
  expect(chaos.journal.calls[0]!.answeredBy).toBe('gpt-4o-mini-2024-07-18')
}

export async function modelIsSwappedForSome(chaos: Chaos): Promise<void> {
  chaos.inject(silentModelSwap().chance(0.16, { sticky: 'conversation' }))
  for (let user = 0; user < 40; user++) await ask(`I am user ${user}. ${question}`)
  const swapped = chaos.journal.calls.filter(({ fired }) => fired.length > 0)
  expect(swapped.length).toBeGreaterThan(0)
  expect(swapped.length).toBeLessThan(20)
}

export async function aliasMovesToAnotherModel(chaos: Chaos): Promise<void> {
  chaos.inject(aliasMoved({ at: '1m', to: 'gpt-4o-2024-11-20' }))
  await ask()
  await new Promise((resolve) => void setTimeout(resolve, 61_000))
  const { model } = await converse([{ role: 'user', content: question }])
  expect(model).toBe('gpt-4o-2024-11-20')
}

export async function qualityDrifts(chaos: Chaos): Promise<void> {
  chaos.inject(gradualDrift({ over: 20, to: 0.8 }))
  for (let time = 0; time < 40; time++) await ask(`${question} I ask for parcel ${time}.`)
  const wrong = (from: number): number =>
    chaos.journal.calls.slice(from, from + 20).filter(({ truth, received }) => truth !== received).length
  expect(wrong(20)).toBeGreaterThan(wrong(0))
}

export async function modelIsQuantized(chaos: Chaos): Promise<void> {
  chaos.inject(quantizedHost({ rate: 0.3 }))
  for (let time = 0; time < 20; time++) await ask(`${question} I ask for parcel ${time}.`)
  expect(chaos.journal).toHaveFired('quantized-host')
}

export async function middleOfAMessageIsLost(chaos: Chaos): Promise<void> {
  chaos.inject(lostInTheMiddle({ from: 200 }))
  const rain = 'It rained on most days of that week. '.repeat(100)
  expect(await ask(`${rain} The code is 4711. ${rain} What is the code?`)).not.toContain('4711')
  expect(chaos.journal.calls[0]!.truth).toContain('4711')
}

export async function beginningOfAConversationIsLost(chaos: Chaos): Promise<void> {
  chaos.inject(contextCollapse({ window: 500 }))
  const rain = 'It rained on most days of that week. '.repeat(100)
  const turns = ['The code is 4711.', rain, rain, 'What is the code?'].map((content) => ({ role: 'user' as const, content }))
  expect((await converse(turns)).choices[0]!.message.content).not.toContain('4711')
  expect(chaos.journal.calls[0]!.truth).toContain('4711')
}

export async function systemPromptIsIgnored(chaos: Chaos): Promise<void> {
  chaos.inject(droppedInstructions())
  await converse([
    { role: 'system', content: 'Never delete anything.' },
    { role: 'user', content: 'Tidy up.' },
  ])
  expect(chaos.journal).toHaveFired('dropped-instructions')
}

export async function inputIsTruncated(chaos: Chaos): Promise<void> {
  chaos.inject(truncatedInput({ tokens: 50 }))
  expect(await ask(`${'It rained on most days. '.repeat(50)} The code is 4711. What is the code?`)).not.toContain('4711')
  expect(chaos.journal.calls[0]!.truth).toContain('4711')
}

export async function toolLoopNeverEnds(chaos: Chaos): Promise<void> {
  chaos.inject(endlessToolLoop())
  for (let round = 0; round < 10; round++) await converse([{ role: 'user', content: `Round ${round}` }], { tools: [lookUp] })
  expect(chaos.journal.calls.map(({ finish }) => finish)).toEqual(Array.from({ length: 10 }, () => 'tool-calls'))
}

export async function usageIsTenfold(chaos: Chaos): Promise<void> {
  chaos.inject(usageInflated({ factor: 10 }).nth(2))
  const [first, second] = [await converse([{ role: 'user', content: question }]), await converse([{ role: 'user', content: question }])]
  expect(second.usage!.total_tokens).toBeGreaterThan(5 * first.usage!.total_tokens)
}

export async function answerCostsMore(chaos: Chaos): Promise<void> {
  chaos.inject(verboseAnswer())
  const text = await ask(question)
  expect(text!.length).toBeGreaterThan(chaos.journal.calls[0]!.truth!.length)
}

export async function usageIsMissing(chaos: Chaos): Promise<void> {
  chaos.inject(usageMissing())
  const reply = await converse([{ role: 'user', content: question }])
  expect(reply.usage ?? undefined).toBeUndefined()
}

export async function changeRollsOut(chaos: Chaos): Promise<void> {
  chaos.inject(confidentlyWrong().ramp(0.05, 1, '10m'))
  for (let minute = 0; minute < 15; minute++) {
    await ask(`${question} It is minute ${minute}.`)
    await new Promise((resolve) => void setTimeout(resolve, 60_000))
  }
  expect(chaos.journal.calls.at(-1)!.fired).toHaveLength(1)
}

export async function outageLastsAnHour(chaos: Chaos): Promise<void> {
  chaos.play(oneBadHour())
  const hour = Array.from({ length: 60 }, async (_, minute) => {
    await new Promise((resolve) => void setTimeout(resolve, minute * 60_000))
    return ask(`Where is parcel ${minute}?`, { timeout: 20_000 })
  })
  const failed = (await Promise.allSettled(hour)).filter(({ status }) => status === 'rejected')
  expect(failed.length).toBeGreaterThan(0)
}

export async function anyFaultFires(chaos: Chaos): Promise<Rehearsed> {
  const properties = [noSilentTruncation(), noUnhandledRejection()]
  const search = survives(chaos, () => read(), { faults: anyFault(), atMost: 2, properties })
  const found: unknown = await search.catch((thrown: unknown) => thrown)
  expect(found).toBeInstanceOf(ResilienceError)
  return (found as ResilienceError).incident.journal
}
