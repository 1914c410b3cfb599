import { writeFile } from 'node:fs/promises'
import { brownout } from '../brownout.ts'
import type { Chaos } from '../chaos/chaos.ts'
import { BrownoutError } from '../engine/base/errors.ts'
import type { Injection } from '../engine/plan/injection.ts'
import type { RecipeFactory } from '../engine/plan/recipe.ts'
import { injectionInWords } from '../property/text/injection-in-words.ts'
import { serve } from '../server/index.ts'
import { baseUrlVariableOf, everyProvider } from './every-provider.ts'

interface Options {
  readonly port: number
  readonly host: string
  readonly seed: string
  readonly fault: readonly Injection[]
  readonly recipe: readonly RecipeFactory[]
  /** Where what happened is written, when the server is stopped. */
  readonly incident?: string
}

/** Serves until the process is told to stop. */
export async function serveUntilStopped({ port, host, seed, fault, recipe, incident }: Options): Promise<void> {
  const chaos = brownout({ seed, providers: everyProvider() })
  chaos.inject(...fault)
  chaos.play(...recipe.map((make) => make()))
  const server = await serve(chaos, { port, host })
  console.log(`brownout emulates ${Object.keys(server.baseUrls).join(', ')} at ${server.url}, with the seed "${seed}".`)
  for (const injection of fault) console.log(`injected: ${injectionInWords(injection.toJSON())}`)
  for (const {
    recipe: { name, summary },
  } of recipe)
    console.log(`plays: ${name}: ${summary}`)
  console.log('Point your app at it; clients read these when they are made:\n')
  for (const [name, url] of Object.entries(server.baseUrls)) console.log(placeOf(name, url))
  await stopped()
  await server.close()
  const { calls } = chaos.journal
  console.log(`\n${calls.length} calls, ${calls.filter(({ fired }) => fired.length > 0).length} of them hit.`)
  if (incident !== undefined) await save(chaos, incident)
}

/** Where a provider is, as a line for a shell: a variable to set, or where its clients read none, a comment. */
function placeOf(name: string, url: string): string {
  const variable = baseUrlVariableOf(name)
  return variable === undefined ? `# ${name}: ${url}` : `export ${variable}=${url}`
}

function stopped(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve())
  })
}

async function save(chaos: Chaos, path: string): Promise<void> {
  try {
    await writeFile(path, `${JSON.stringify(chaos.incident(), null, 2)}\n`)
  } catch (error) {
    throw new BrownoutError(`Cannot write the incident: ${(error as Error).message}`, { cause: error })
  }
  console.log(`The incident is in ${path}.`)
}
