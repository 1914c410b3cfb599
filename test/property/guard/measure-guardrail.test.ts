import { answers } from '../../../src/index.ts'
import { GuardrailError, InconclusiveError, measureGuardrail } from '../../../src/property/index.ts'
import { describe, expect, withChaos } from '../../../src/vitest/index.ts'
import { ask, openaiClient } from '../apps.ts'

const policy = 'You can return a parcel within 30 days, and the refund of 12 EUR is paid by Acme Returns in Berlin on 3 May 2026.'
const test = withChaos({
  answers: answers.facts([{ prompt: /refund/i, truth: policy, lies: ['You can return a parcel within 90 days.'] }]),
})
const question = 'What are the rules for a refund?'

/** Holds an answer against what the app knows. */
async function grounded(): Promise<string> {
  const text = await ask(question)
  if (text !== policy) throw new Error('The answer is not what the policy says')
  return text
}

describe('measureGuardrail', () => {
  test('passes a guard that compares with what is known', async ({ chaos }) => {
    const rates = await measureGuardrail(chaos, grounded, { samples: 70, atLeast: 0.9, falsePositivesAtMost: 0.1 })
    expect(rates.falsePositives).toMatchObject({ caught: 0, of: 70 })
    expect(rates.detection.caught).toBe(rates.detection.of)
    expect(Object.keys(rates.byStrategy)).toContain('number-drift')
  })

  test('fails a guard that trusts the form, with a table', async ({ chaos }) => {
    const trusting = async (): Promise<string> => {
      const text = await ask(question)
      if (!text.endsWith('.')) throw new Error('That is no sentence')
      return text
    }
    const measuring = measureGuardrail(chaos, trusting, { samples: 70, atLeast: 0.9, falsePositivesAtMost: 0.1 })
    const error = await measuring.catch((thrown: unknown) => thrown as GuardrailError)
    expect(error).toBeInstanceOf(GuardrailError)
    expect((error as GuardrailError).message).toMatch(/answers +caught +of +rate +95% interval\n/)
    expect((error as GuardrailError).message).toMatch(/listed-lie +0 +10 +0%/)
  })

  test('fails a guard that refuses everything', async ({ chaos }) => {
    const refusing = (): Promise<unknown> => ask(question).then(() => ({ refused: true }))
    await expect(measureGuardrail(chaos, refusing, { samples: 70, atLeast: 0.9, falsePositivesAtMost: 0.1 })).rejects.toThrow(
      'right answers were refused, and the demand is at most 10%',
    )
  })

  test('counts an answer that a second opinion has put right', async ({ chaos }) => {
    const correcting = async (): Promise<string> => {
      await ask(question)
      return policy
    }
    const { detection } = await measureGuardrail(chaos, correcting, { samples: 70, atLeast: 0.9, falsePositivesAtMost: 0.1 })
    expect(detection.of).toBeGreaterThan(35)
  })

  test('reports that it has too few samples', async ({ chaos }) => {
    const measuring = measureGuardrail(chaos, grounded, { samples: 7, atLeast: 0.9, falsePositivesAtMost: 0.1 })
    await expect(measuring).rejects.toThrow(InconclusiveError)
    await expect(measuring).rejects.toThrow('too few samples')
  })

  test('gives the same rates again', async ({ chaos }) => {
    const options = { samples: 35, atLeast: 0.5, falsePositivesAtMost: 0.5 }
    expect(await measureGuardrail(chaos, grounded, options)).toEqual(await measureGuardrail(chaos, grounded, options))
  })

  test.for([
    [{ atLeast: 90, falsePositivesAtMost: 0.1 }, 'measureGuardrail() cannot require { atLeast: 90 }: expected a share from 0 to 1'],
    [{ atLeast: 0.9, falsePositivesAtMost: 0.1, samples: 0 }, 'measureGuardrail() cannot take 0 samples'],
  ] as const)('refuses %o', async ([options, message], { chaos }) => {
    await expect(measureGuardrail(chaos, () => ask(question, openaiClient()), options)).rejects.toThrow(message)
  })
})
