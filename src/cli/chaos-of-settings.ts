import { catalogue } from '../../faults/catalogue.ts'
import { brownout } from '../brownout.ts'
import type { Chaos } from '../chaos/chaos.ts'
import type { Provider } from '../engine/model/provider.ts'
import { BrownoutError } from '../engine/base/errors.ts'
import { readIncident } from '../engine/plan/incident.ts'
import type { Injection } from '../engine/plan/injection.ts'
import { readPlan } from '../engine/plan/plan.ts'
import { injectionInWords } from '../property/text/injection-in-words.ts'
import { readAnswersFile } from './answers-file.ts'
import type { ChaosSettings } from './chaos-options.ts'
import { readInput } from './files.ts'
import { UsageError } from './usage-error.ts'

/**
 * Sets up the providers as the command line says.
 * @param usual the providers if the command line names none
 * @throws UsageError if a fault or a recipe is for a provider that is not among them; BrownoutError if an incident cannot be read
 */
export async function chaosOf(settings: ChaosSettings, usual: () => readonly Provider[]): Promise<Chaos> {
  const { seed, speed, fault, recipe, plan, replay, providers = usual() } = settings
  const source = settings.answers === undefined ? undefined : await readAnswersFile(settings.answers)
  const planned = plan === undefined ? [] : readPlanFile(await readInput(plan, 'play the plan of'), plan)
  const incident = replay === undefined ? undefined : readIncident(await readInput(replay, 'replay'), catalogue)
  try {
    const chaos = brownout({
      seed,
      speed,
      providers,
      ...(source === undefined ? {} : { answers: source }),
      ...(incident === undefined ? {} : { replay: incident }),
    })
    chaos.inject(...fault)
    chaos.inject(...planned)
    chaos.play(...recipe)
    return chaos
  } catch (error) {
    throw new UsageError((error as Error).message, { cause: error })
  }
}

function readPlanFile(text: string, path: string): readonly Injection[] {
  try {
    return readPlan(JSON.parse(text), catalogue)
  } catch (error) {
    throw new BrownoutError(`Cannot play the plan of "${path}": ${(error as Error).message}`, { cause: error })
  }
}

/** What is in force, one line each. */
export function inForce({ injections }: Chaos, { recipe, speed }: ChaosSettings): readonly string[] {
  const ofRecipes = new Set(recipe.flatMap((day) => day.injections))
  return [
    ...injections.filter((injection) => !ofRecipes.has(injection)).map((injection) => `injected: ${injectionInWords(injection.toJSON())}`),
    ...recipe.map(({ recipe: { name, summary } }) => `plays: ${name}: ${summary}`),
    ...(speed === 1 ? [] : [`the providers' time passes ${speed} times faster`]),
  ]
}
