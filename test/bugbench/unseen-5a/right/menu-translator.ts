import OpenAI from 'openai'
import { z } from 'zod'
import {
  authenticationFailed,
  truncatedAtMaxTokens,
  errorWithStatus200,
  invalidStructuredOutput,
  midStreamError,
  neverResponds,
  overRefusal,
  serverError,
  slowFirstToken,
  tooManyStreams,
} from '../../../../faults/catalogue.ts'
import type { ScriptedRun, YardstickApp } from '../../yardstick-app.ts'

class MenuError extends Error {
  override readonly name = 'MenuError'
}

const Translation = z.object({ translation: z.string().trim().min(1) })
const schema = { type: 'object', properties: { translation: { type: 'string' } }, required: ['translation'], additionalProperties: false }
const dishes = ['baked trout', 'pumpkin soup', 'apple strudel', 'cheese dumplings', 'plum cake']

function wrong(runs: readonly ScriptedRun[][]): string | undefined {
  for (const { value, error, effects, journal, settledAfter } of runs.flat()) {
    const isCalm = journal.calls.every(({ fired }) => fired.length === 0)
    if (settledAfter > 31_000) return `A menu took ${settledAfter} ms.`
    if (value === undefined) {
      if (isCalm || !(error instanceof MenuError || (error as Error).name.includes('Abort'))) return `A menu ended with ${String(error)}`
      if (effects.length > 0) return 'A menu was printed that is not whole.'
      continue
    }
    const menu = value as Readonly<Record<string, string>>
    if (effects.length !== 1 || dishes.some((dish) => !menu[dish])) return 'The menu is not whole, or was not printed once.'
  }
  return undefined
}

export const menuTranslator: YardstickApp = {
  name: 'menu-translator',
  story: `Translates the dishes of a menu by calls at the same time, by the OpenAI SDK at OpenRouter. A menu with a gap is worth nothing, so the
    first dish that fails cancels the calls for the others, and the error names the dish and the cause. The aborted requests are meant. It
    is printed once, when all is there; there are no retries, as the cook sits before the screen and decides.`,
  sources: ['egonSchiele/agency-lang#35', 'ErixWong/touwaka-ai-mate#748', 'ItzCrazyKns/Vane#1019'],
  kind: 'abort',
  make() {
    const client = new OpenAI({ apiKey: 'test', baseURL: 'https://openrouter.ai/api/v1', maxRetries: 0 })
    let menus = 0

    async function translate(dish: string, signal: AbortSignal): Promise<string> {
      const completion = await client.chat.completions.create(
        {
          model: 'openai/gpt-4o-mini',
          response_format: { type: 'json_schema', json_schema: { name: 'translation', strict: true, schema } },
          messages: [{ role: 'user', content: `Translate this dish of our menu into French: ${dish}` }],
        },
        { signal },
      )
      const choice = completion?.choices?.[0]
      if (choice?.finish_reason !== 'stop') throw new Error(`the model stopped with ${choice?.finish_reason ?? 'no reason'}`)
      const parsed = Translation.safeParse(JSON.parse(choice.message.content ?? 'null'))
      if (!parsed.success) throw new Error('the translation has not the form that was asked for')
      return parsed.data.translation
    }

    return async ({ observe, signal }): Promise<Readonly<Record<string, string>>> => {
      signal.throwIfAborted()
      menus += 1
      const id = `menu-${menus}`
      const limit = AbortSignal.timeout(30_000)
      const stop = new AbortController()
      const shared = AbortSignal.any([signal, limit, stop.signal])
      const calls = dishes.map(async (dish) => {
        try {
          return [dish, await translate(dish, shared)] as const
        } catch (error) {
          const reason = limit.aborted ? 'no answer within 30 s' : error instanceof Error ? error.message : String(error)
          throw new MenuError(`The menu was not printed, as "${dish}" could not be translated: ${reason}`, { cause: error })
        }
      })
      let menu: Readonly<Record<string, string>>
      try {
        menu = Object.fromEntries(await Promise.all(calls))
      } catch (error) {
        stop.abort()
        await Promise.allSettled(calls)
        signal.throwIfAborted()
        throw error
      }
      signal.throwIfAborted()
      observe.effect(`print ${id}`, { key: id })
      return menu
    }
  },
  scripts: [
    { steps: [{ inject: [serverError().nth(3)] }, { inject: [neverResponds().nth(1)] }, {}], wrong },
    {
      steps: [{ inject: [invalidStructuredOutput()] }, { inject: [truncatedAtMaxTokens().nth(5)] }, { inject: [overRefusal().nth(2)] }],
      wrong,
    },
    { steps: [{ inject: [tooManyStreams({ limit: 2 })] }, { inject: [errorWithStatus200()] }, { inject: [midStreamError()] }], wrong },
    {
      steps: [
        { copies: 2, inject: [slowFirstToken({ by: '20s' })], abortAfter: 5_000 },
        { copies: 2, inject: [authenticationFailed().first(1)] },
        {},
      ],
      wrong,
    },
  ],
}
