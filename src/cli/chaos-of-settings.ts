import { catalogue } from '../../faults/catalogue.ts'
import { brownout } from '../brownout.ts'
import type { Chaos } from '../chaos/chaos.ts'
import type { Provider } from '../engine/model/provider.ts'
import { readIncident } from '../engine/plan/incident.ts'
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
  const { seed, speed, fault, recipe, replay, providers = usual() } = settings
  const source = settings.answers === undefined ? undefined : await readAnswersFile(settings.answers)
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
    chaos.play(...recipe.map((make) => make()))
    return chaos
  } catch (error) {
    throw new UsageError((error as Error).message, { cause: error })
  }
}

/** What is in force, one line each. */
export function inForce({ injections, isReplaying }: Chaos, { fault, recipe, speed }: ChaosSettings): readonly string[] {
  return [
    ...(isReplaying ? injections : fault).map((injection) => `injected: ${injectionInWords(injection.toJSON())}`),
    ...recipe.map(({ recipe: { name, summary } }) => `plays: ${name}: ${summary}`),
    ...(speed === 1 ? [] : [`the providers' time passes ${speed} times faster`]),
  ]
}
