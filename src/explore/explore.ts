import type { Chaos } from '../chaos/chaos.ts'
import type { Harness } from '../chaos/harness.ts'
import { createChaos } from '../chaos/create-chaos.ts'
import { BrownoutError } from '../engine/base/errors.ts'
import type { ReadIncident } from '../engine/plan/incident.ts'
import { InconclusiveError, ResilienceError } from '../property/failure.ts'
import { followSearches } from '../property/report/follower.ts'
import { hearSearches, type Search } from '../property/report/search.ts'
import { survives } from '../property/survives.ts'
import { AppModule, type AppFunction } from '../own-app/app-module.ts'
import { appCall, type AppCall } from './app-call.ts'
import { usualArguments } from './arguments.ts'
import { firstLook, type FirstLook } from './first-look.ts'
import { FreshModules } from '../own-app/fresh-modules.ts'
import { importWithoutEffects } from './import-effects.ts'
import { shareProcess, type SharedProcess } from './own-process.ts'
import { pace } from './pace.ts'
import type { Progress } from './progress.ts'
import type { ChosenProvider } from './providers.ts'
import { consumed } from './shape.ts'
import { standInKeys } from '../own-app/stand-in-keys.ts'
import { watchUnknownHosts, type UnknownHosts } from './unknown-hosts.ts'

/** Options of an exploration. */
export interface ExploreOptions {
  /** The path of the module. */
  readonly path: string
  /** Which export to call. Detected if `undefined`. */
  readonly export: string | undefined
  /** The arguments. Default: a question, if the function takes any argument */
  readonly given: readonly unknown[] | undefined
  readonly providers: readonly ChosenProvider[]
  readonly runs: number
  readonly seed: string
  /** The incident file to replay. A search if `undefined`. */
  readonly replay: ReadIncident | undefined
  readonly harness: Pick<Harness, 'replayLine' | 'keepIncident'>
}

/** Receives the facts that are known before the search. */
export interface ExploreListener {
  /** The app can be tested, and the search begins. */
  begins(call: AppCall, keys: readonly string[]): void
}

/** A search of an app, and facts about the app. */
export interface Explored {
  readonly search: Search
  readonly call: AppCall
  readonly look: FirstLook
  /** The environment variables with API keys that the app reads and that are not set. */
  readonly keys: readonly string[]
}

/**
 * Searches for faults that break a function of a module, until the search ends.
 * @param progress follows the search, and can end it
 * @throws BrownoutError if the module cannot be tested
 */
export async function explore(options: ExploreOptions, progress: Progress, listener: ExploreListener): Promise<Explored> {
  const keys = standInKeys()
  const hosts = watchUnknownHosts()
  const modules = new FreshModules()
  const shared = shareProcess(() => progress.stop())
  try {
    const { app, call, look } = await looked(options, modules, shared, hosts)
    listener.begins(call, keys.used)
    const search = await searched(app, call, look, options, modules, progress)
    shared.check()
    if (hosts.refused !== undefined) throw new BrownoutError(hosts.refused)
    return { search, call, look, keys: keys.used }
  } finally {
    modules.release()
    shared.release()
    hosts.release()
    keys.restore()
  }
}

/** Looks at the app without a fault, even before an incident is replayed. */
async function looked(
  options: ExploreOptions,
  modules: FreshModules,
  shared: SharedProcess,
  hosts: UnknownHosts,
): Promise<Pick<Explored, 'call' | 'look'> & { readonly app: AppModule }> {
  const chaos = chaosFor({ ...options, replay: undefined }, modules)
  const release = chaos.intercept()
  try {
    const app = new AppModule(options.path, modules)
    const exported = await importWithoutEffects(app, chaos, shared, hosts)
    const name = app.exportToCall(exported, options.export)
    const call = appCall(options.path, name, options.given ?? usualArguments(exported[name] as AppFunction))
    return { app, call, look: await firstLook(chaos, app, call, hosts).finally(() => shared.check()) }
  } finally {
    release()
  }
}

function chaosFor({ providers, seed, replay, harness }: ExploreOptions, modules: FreshModules): Chaos {
  return createChaos(
    { seed, pace, providers: providers.map(({ provider }) => provider), ...(replay === undefined ? {} : { replay }) },
    { ...harness, shard: undefined, handlers: [], isMine: () => true, forgetModules: () => modules.forget() },
  )
}

/** The chaos for the search: faults only for providers that the app calls, since others would never fire. All providers still answer. */
function chaosCalling(chaos: Chaos, { providers }: FirstLook): Chaos {
  const called = chaos.providers.filter(({ name }) => providers.includes(name))
  return Object.create(chaos, { providers: { value: called } }) as Chaos
}

async function searched(
  app: AppModule,
  call: AppCall,
  look: FirstLook,
  options: ExploreOptions,
  modules: FreshModules,
  progress: Progress,
): Promise<Search> {
  const chaos = chaosCalling(chaosFor(options, modules), look)
  const release = chaos.intercept()
  let search: Search | undefined
  hearSearches(chaos, (ended) => (search = ended))
  followSearches(chaos, progress)
  try {
    await survives(
      chaos,
      { app: () => app.load(), task: async (exported, { observe }) => consumed(await call.on(exported), observe) },
      { runs: options.runs, all: true },
    )
  } catch (error) {
    // A search that was stopped early might have exercised nothing.
    if (!(error instanceof ResilienceError) && !(error instanceof InconclusiveError)) throw error
  } finally {
    release()
  }
  if (search === undefined || search.trials.length === 0)
    throw new BrownoutError('The search ended before its first run, so it has no result. Give it more time.')
  return search
}
