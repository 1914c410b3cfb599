import type { Command } from 'commander'
import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { catalogue } from '../../faults/catalogue.ts'
import { recipes as known } from '../../recipes/catalogue.ts'
import { readConfig, type BrownoutConfig } from '../config/config.ts'
import { BrownoutError } from '../engine/base/errors.ts'
import type { Provider } from '../engine/model/provider.ts'
import { readInjection } from '../engine/plan/injection-text.ts'
import { readRecipe } from '../engine/plan/recipe-text.ts'
import { readProviders } from '../explore/providers.ts'
import { readOwnHost } from './own-host.ts'
import { readUpstream } from './upstream-from-text.ts'

/** The files that are looked for, the first of which is taken. */
const names = ['brownout.config.ts', 'brownout.config.mts', 'brownout.config.js', 'brownout.config.mjs']

/** Lets a command read its settings from a config file, too. The command line and the environment override it. */
export function takesConfig(verb: Command): Command {
  return verb
    .option('-c, --config <file>', `read settings from this file (default: ${names[0]}, if there is one)`)
    .hook('preAction', async (_, called) => {
      const { config: given } = called.opts<{ config?: string }>()
      const path = given ?? names.find((name) => existsSync(name))
      if (path !== undefined) useConfig(await loadConfig(path), path, called)
    })
}

/**
 * Loads a config file. Node strips the types of one in TypeScript.
 * @throws BrownoutError if the file does not exist, or it is not a config
 */
export async function loadConfig(path: string): Promise<BrownoutConfig> {
  const file = resolve(path)
  if (!existsSync(file)) throw new BrownoutError(`Cannot use "${path}": the file does not exist.`)
  let module: { readonly default?: unknown }
  try {
    module = (await import(pathToFileURL(file).href)) as { readonly default?: unknown }
  } catch (error) {
    throw new BrownoutError(`Cannot use "${path}": ${whyNot(error as NodeJS.ErrnoException)}`, { cause: error })
  }
  return readConfig(module.default, path)
}

function whyNot({ code, message }: NodeJS.ErrnoException): string {
  return code === 'ERR_UNKNOWN_FILE_EXTENSION'
    ? 'this Node does not strip types. Use Node 22.18 or newer, or a file in JavaScript.'
    : message
}

/** Gives each option that was not typed the value of the config. */
function useConfig(config: BrownoutConfig, path: string, verb: Command): void {
  const isReplay = isTyped(verb, 'replay')
  for (const [option, read] of Object.entries(optionsOf(verb))) {
    const isKnown = verb.options.some((each) => each.attributeName() === option)
    // A replay has the faults of its incident.
    if (!isKnown || isTyped(verb, option) || (isReplay && (option === 'fault' || option === 'recipe'))) continue
    try {
      const value = read(config)
      if (value !== undefined) verb.setOptionValueWithSource(option, value, 'config')
    } catch (error) {
      throw new BrownoutError(`Cannot use "${path}": ${(error as Error).message}`, { cause: error })
    }
  }
}

function isTyped(verb: Command, option: string): boolean {
  return ['cli', 'env'].includes(verb.getOptionValueSource(option) ?? 'default')
}

/** The value of each option in a config, in the form of the command. */
function optionsOf(verb: Command): Readonly<Record<string, (config: BrownoutConfig) => unknown>> {
  return {
    seed: ({ seed }) => seed?.toString(),
    providers: ({ providers }) => providers && (verb.name() === 'explore' ? namesOf(providers) : providersOf(providers)),
    ownHost: ({ ownHosts }) => ownHosts?.map(readOwnHost),
    upstream: ({ upstreams }) => upstreams?.map(readUpstream),
    fault: ({ faults }) => faults?.map((fault) => (typeof fault === 'string' ? readInjection(fault, catalogue) : fault)),
    recipe: ({ recipes }) => recipes?.map((recipe) => (typeof recipe === 'string' ? readRecipe(recipe, known) : recipe)),
    answers: ({ answers }) => answers,
    recorded: ({ recorded }) => recorded,
    record: ({ record }) => record,
    speed: ({ speed }) => speed,
    keep: ({ keep }) => (keep === 'all' ? Infinity : keep),
    port: ({ port }) => port,
    host: ({ host }) => host,
    tls: ({ tls }) => tls,
    cert: ({ cert }) => cert,
    key: ({ key }) => key,
    log: ({ log }) => log,
    incident: ({ incident }) => incident,
    runs: ({ runs }) => runs,
  }
}

type Providers = NonNullable<BrownoutConfig['providers']>

/** Names are read together: two of them can be one provider at two places. */
function providersOf(given: Providers): readonly Provider[] {
  const names = given.filter((each) => typeof each === 'string')
  const own = given.filter((each) => typeof each !== 'string')
  return [...(names.length === 0 ? [] : readProviders(names.join(',')).map(({ provider }) => provider)), ...own]
}

/** @throws BrownoutError if one is not a name: explore writes them into a test, as code */
function namesOf(given: Providers): string {
  const own = given.find((each) => typeof each !== 'string')
  if (own !== undefined)
    throw new BrownoutError(`brownout explore cannot use the provider "${own.name}" of the config: expected providers by their names.`)
  return given.join(',')
}
