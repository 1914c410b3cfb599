import { createOpenAI } from '@ai-sdk/openai'
import { Output, streamText } from 'ai'
import { z } from 'zod'
import { truncatedStream } from '../../../../faults/catalogue.ts'
import type { YardstickApp } from '../../yardstick-app.ts'

const Recipe = z.object({ title: z.string().min(1), ingredients: z.array(z.string()), allergens: z.array(z.string()).default([]) })
type Recipe = z.infer<typeof Recipe>

export const recipeImporter: YardstickApp = {
  name: 'recipe-importer',
  story: `A kitchen app reads recipes with streamText and Output.object of the AI SDK, and fills its form from the partial objects while
    they come. Bug: it stores the last partial object once the schema takes it, and the schema takes a list that is cut. A recipe is
    stored without its last ingredients and without its allergens; somebody with an allergy cooks it.`,
  sources: ['clavia-labs/tardigrade#39', 'huggingface/chat-ui#2383', 'browser-use/browser-use#5148'],
  faultsNeeded: 1,
  kind: 'stream',
  make() {
    const openai = createOpenAI({ apiKey: 'test' })
    const stored: Recipe[] = []

    return async ({ signal }): Promise<Recipe> => {
      let failure: Error | undefined
      const { partialOutputStream } = streamText({
        model: openai('gpt-4o'),
        output: Output.object({
          schema: z.object({
            title: z.string(),
            ingredients: z.array(z.string()).min(4).max(6),
            allergens: z.array(z.string()).min(1).max(3),
          }),
        }),
        prompt: 'Read the recipe for pancakes of this page: title, ingredients, allergens.',
        maxRetries: 2,
        abortSignal: AbortSignal.any([signal, AbortSignal.timeout(60_000)]),
        onError({ error }) {
          failure = error instanceof Error ? error : new Error(String(error))
        },
      })
      let form: unknown
      for await (const partial of partialOutputStream) form = partial
      signal.throwIfAborted()
      if (failure !== undefined) throw failure
      const recipe = Recipe.parse(form)
      stored.push(recipe)
      return recipe
    }
  },
  scripts: [
    {
      steps: [{ inject: [truncatedStream({ afterDeltas: 30 })] }],
      wrong(runs) {
        const run = runs[0]?.[0]
        const recipe = run?.value as Recipe | undefined
        if (recipe === undefined || run?.journal.calls.at(-1)?.ending === 'complete') return undefined
        return `A recipe of ${recipe.ingredients.length} ingredients and ${recipe.allergens.length} allergens is stored after its stream was cut.`
      },
    },
  ],
}
