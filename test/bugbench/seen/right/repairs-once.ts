import { FinishReason, GoogleGenAI } from '@google/genai'
import { z } from 'zod'
import { badDays } from '../bad-days.ts'
import { truncatedAtMaxTokens, invalidStructuredOutput } from '../../../../faults/index.ts'
import type { YardstickApp } from '../../yardstick-app.ts'

const recipe = z.object({ title: z.string().min(1), minutes: z.int().min(1).max(600), steps: z.array(z.string().min(1)).min(1) })
type Recipe = z.output<typeof recipe>

export const repairsOnce: YardstickApp = {
  name: 'repairs-once',
  story:
    'Structured output of Gemini, checked by zod. What does not fit is asked for once more with what was wrong; what then does not fit is an error. Failures of the service are handed on at once.',
  sources: ['TanStack/ai#1426', 'browser-use/browser-use#5148'],
  kind: 'content',
  make() {
    const client = new GoogleGenAI({ apiKey: 'test', httpOptions: { timeout: 30_000 } })

    async function ask(contents: string, signal: AbortSignal): Promise<z.ZodSafeParseResult<Recipe>> {
      const response = await client.models.generateContent({
        model: 'gemini-2.5-flash',
        contents,
        config: {
          abortSignal: AbortSignal.any([signal, AbortSignal.timeout(40_000)]),
          responseMimeType: 'application/json',
          responseJsonSchema: z.toJSONSchema(recipe),
        },
      })
      const isWhole = response.candidates?.[0]?.finishReason === FinishReason.STOP
      return z
        .string()
        .refine(() => isWhole, 'it breaks off')
        .transform((text, context): unknown => {
          try {
            return JSON.parse(text)
          } catch {
            context.addIssue('it is not JSON')
            return z.NEVER
          }
        })
        .pipe(recipe)
        .safeParse(response.text)
    }

    return async ({ signal }) => {
      const wanted = 'Give me a recipe for lentil soup.'
      const first = await ask(wanted, signal)
      if (first.success) return first.data
      const second = await ask(`${wanted} Your last answer was wrong: ${z.prettifyError(first.error)}`, signal)
      if (second.success) return second.data
      throw new Error('The model gave no recipe that fits.', { cause: second.error })
    }
  },
  scripts: badDays(
    (run) => (run.error !== undefined || recipe.safeParse(run.value).success ? undefined : `No recipe: ${JSON.stringify(run.value)}`),
    [{ inject: [invalidStructuredOutput().first(1)] }],
    [{ inject: [invalidStructuredOutput()] }],
    [{ inject: [truncatedAtMaxTokens({ after: 8 }).first(1)] }],
  ),
}
