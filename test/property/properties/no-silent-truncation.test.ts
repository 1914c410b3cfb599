import { midStreamError, missingTerminalMarker, stalledStream, truncatedStream } from '../../../faults/index.ts'
import { faultsOf, noSilentTruncation, survives } from '../../../src/property/index.ts'
import { describe, expect, test } from '../../../src/vitest/index.ts'
import { askAnthropic, failureOf, streamOpenAI } from '../apps.ts'

const faults = faultsOf(truncatedStream, missingTerminalMarker, midStreamError)

async function careful(): Promise<string> {
  const { text, finish } = await streamOpenAI()
  if (finish !== 'stop') throw new Error('The answer is not whole')
  return text
}

describe('noSilentTruncation', () => {
  test('is kept by an app that looks at the finish reason', async ({ chaos }) => {
    const report = await survives(chaos, careful, {
      faults: faultsOf(truncatedStream, midStreamError),
      runs: 60,
      properties: [noSilentTruncation()],
    })
    expect(report.properties['no-silent-truncation']!.held).toBeGreaterThan(30)
  })

  test('is broken by an app that takes the end of the loop for the end of the answer', async ({ chaos }) => {
    const failure = await failureOf(chaos, async () => (await streamOpenAI()).text, { faults, properties: [noSilentTruncation()] })
    expect(failure.plan.injections.map((injection) => injection.fault)).toEqual(['truncated-stream'])
    expect(failure.message).toMatch(/the answer of openai stopped after \d deltas?, and the task resolved as if that were all/)
  })

  test('is kept by a value that says it is partial', async ({ chaos }) => {
    const honest = async (): Promise<unknown> => {
      const { text, finish } = await streamOpenAI()
      return { text, partial: finish === undefined }
    }
    await survives(chaos, honest, { faults: faultsOf(truncatedStream({ ending: 'clean' })), runs: 5, properties: [noSilentTruncation()] })
  })

  test('is kept by a value that says so in words of its own, where they are told', async ({ chaos }) => {
    const honest = async (): Promise<unknown> => ({ status: (await streamOpenAI()).finish ?? 'cut' })
    const says = (value: unknown): boolean => (value as { status: string }).status === 'cut'
    await survives(chaos, honest, {
      faults: faultsOf(truncatedStream({ ending: 'clean' })),
      runs: 5,
      properties: [noSilentTruncation({ says })],
    })
  })

  test('is kept where a fallback answers in full, and nothing of the half is given out', async ({ chaos }) => {
    const resilient = async (): Promise<unknown> => ({ Here: await careful().catch(() => askAnthropic()) })
    await survives(chaos, resilient, {
      faults: faultsOf(truncatedStream({ afterDeltas: 1 }).for('openai')),
      runs: 5,
      properties: [noSilentTruncation()],
    })
  })

  test('is broken where the half is given out beside a whole answer', async ({ chaos }) => {
    const joining = async (): Promise<string> => `${(await streamOpenAI()).text}\n${await askAnthropic()}`
    const failure = await failureOf(chaos, joining, {
      faults: faultsOf(truncatedStream({ afterDeltas: 3 }).for('openai')),
      properties: [noSilentTruncation()],
    })
    expect(failure.message).toContain('the answer of openai stopped after 3 deltas')
  })

  test('takes a stream that was given up for no answer at all', async ({ chaos }) => {
    const patient = async (): Promise<string> =>
      streamOpenAI(AbortSignal.timeout(5_000)).then(
        ({ text }) => text,
        () => askAnthropic(),
      )
    const surviving = survives(chaos, patient, {
      faults: faultsOf(stalledStream().for('openai')),
      runs: 5,
      properties: [noSilentTruncation()],
    })
    await expect(surviving).rejects.toThrow('no answer was cut short')
  })
})
