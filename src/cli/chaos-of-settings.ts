import { catalogue } from '../../faults/catalogue.ts'
import { brownout } from '../brownout.ts'
import type { BrownoutOptions, Chaos } from '../chaos/chaos.ts'
import type { Provider } from '../engine/model/provider.ts'
import { BrownoutError } from '../engine/base/errors.ts'
import { readIncident } from '../engine/plan/incident.ts'
import type { Injection } from '../engine/plan/injection.ts'
import { readPlan } from '../engine/plan/plan.ts'
import { injectionInWords } from '../property/text/injection-in-words.ts'
import { httpUpstream } from '../upstream/http-upstream.ts'
import { recording } from '../upstream/record.ts'
import { recorded } from '../upstream/recorded.ts'
import { readAnswersFile } from './answers-file.ts'
import type { ChaosSettings } from './chaos-options.ts'
import { readInput } from './files.ts'
import { UsageError } from './usage-error.ts'

/**
 * Sets up the providers of the command line.
 * @param usual the providers if the command line names none
 * @throws UsageError if a fault or a recipe is for a provider that is not among them; BrownoutError if an incident cannot be read
 */
export async function chaosOf(settings: ChaosSettings, usual: () => readonly Provider[]): Promise<Chaos> {
  const { seed, speed, keep, fault, recipe, plan, replay } = settings
  const played = settings.upstream?.map(({ provider }) => provider) ?? settings.providers ?? usual()
  const providers = [...played, ...(settings.ownHost ?? [])]
  const source = typeof settings.answers === 'string' ? await readAnswersFile(settings.answers) : settings.answers
  const planned = plan === undefined ? [] : readPlanFile(await readInput(plan, 'play the plan of'), plan)
  const incident = replay === undefined ? undefined : readIncident(await readInput(replay, 'replay'), catalogue)
  try {
    const chaos = brownout({
      seed,
      speed,
      providers,
      ...(keep === Infinity ? {} : { keep }),
      ...(source === undefined ? {} : { answers: source }),
      ...upstreamOf(settings),
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

/** Upstreams, with a recording of their replies if requested; or the recorded replies. */
function upstreamOf({ upstream, record, recorded: folder }: ChaosSettings): Pick<BrownoutOptions, 'upstream'> {
  if (folder !== undefined) return { upstream: recorded(folder) }
  if (upstream === undefined) return {}
  const baseUrls = Object.fromEntries(upstream.map(({ provider, url }) => [provider.name, url]))
  return {
    upstream: record === undefined ? baseUrls : recording(httpUpstream(baseUrls), record, (line) => console.error(`recorded ${line}`)),
  }
}

function readPlanFile(text: string, path: string): readonly Injection[] {
  try {
    return readPlan(JSON.parse(text), catalogue)
  } catch (error) {
    throw new BrownoutError(`Cannot play the plan of "${path}": ${(error as Error).message}`, { cause: error })
  }
}

/** The active settings, one line each. */
export function inForce(
  { injections }: Chaos,
  { recipe, speed, upstream = [], record, recorded: folder }: ChaosSettings,
): readonly string[] {
  const ofRecipes = new Set(recipe.flatMap((day) => day.injections))
  return [
    ...upstream.map(({ provider, url }) => `forwards: ${provider.name} to ${url}`),
    ...(record === undefined ? [] : [`records: replies to ${record}`]),
    ...(folder === undefined ? [] : [`answers: with the replies in ${folder}`]),
    ...injections.filter((injection) => !ofRecipes.has(injection)).map((injection) => `injected: ${injectionInWords(injection.toJSON())}`),
    ...recipe.map(({ recipe: { name, summary } }) => `plays: ${name}: ${summary}`),
    ...(speed === 1 ? [] : [`the providers' time passes ${speed} times faster`]),
  ]
}
