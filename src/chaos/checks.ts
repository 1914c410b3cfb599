import { BrownoutError } from '../engine/base/errors.ts'
import { nearest, suggestion } from '../engine/base/nearest.ts'
import { valueInWords } from '../engine/base/value-in-words.ts'
import type { Provider } from '../engine/model/provider.ts'
import { droppedTriggerOf } from '../engine/plan/dropped-triggers.ts'
import { Injection } from '../engine/plan/injection.ts'
import type { RecipePlay } from '../engine/plan/recipe.ts'
import { facts } from '../providers/facts.ts'
import { flavorFacts } from '../providers/flavor-facts.ts'

/**
 * Checks that no two providers conflict and returns them.
 * @throws BrownoutError if two share a name or a base URL
 */
export function distinct(providers: readonly Provider[]): readonly Provider[] {
  const owners = new Map<string, string>()
  const names = new Set<string>()
  for (const provider of providers) {
    checkProvider(provider)
    const { name, baseUrls } = provider
    if (names.has(name))
      throw new BrownoutError(
        `Cannot set up two providers named "${name}". Give one of them another name: ${name}({ name: '...', baseURL: '...' }).`,
      )
    names.add(name)
    for (const baseUrl of baseUrls) {
      const owner = owners.get(baseUrl)
      if (owner !== undefined)
        throw new BrownoutError(`Cannot set up "${owner}" and "${name}" both at ${baseUrl}. Give one of them another baseURL.`)
      owners.set(baseUrl, name)
    }
  }
  return providers
}

function checkProvider(provider: unknown): void {
  if (typeof provider === 'function')
    throw new BrownoutError(`Cannot set up ${valueInWords(provider)} as a provider: call it, as in ${provider.name || 'openai'}().`)
  const { name, baseUrls, endpoints } = (provider ?? {}) as Partial<Record<keyof Provider, unknown>>
  if (typeof name !== 'string' || !Array.isArray(baseUrls) || typeof endpoints !== 'function')
    throw new BrownoutError(`Cannot set up ${valueInWords(provider)} as a provider: expected one such as openai() or anthropic().`)
}

/** @throws BrownoutError if it is not an injection, or its provider or endpoint is not set up */
export function checkInjection(injection: unknown, providers: readonly Provider[]): void {
  if (!(injection instanceof Injection)) {
    const hint = Array.isArray(injection)
      ? ' Give the injections one by one, or spread the list: inject(...list).'
      : typeof injection === 'function'
        ? ' It is a function: call it, as in truncatedStream().'
        : ''
    throw new BrownoutError(`Cannot inject ${named(injection)}: expected an injection, such as truncatedStream().first(2).${hint}`)
  }
  const dropped = droppedTriggerOf(injection)
  if (dropped !== undefined)
    throw new BrownoutError(
      `Cannot inject "${injection.fault.name}" without the ${dropped} that was called on it: a trigger changes nothing in place, it returns another injection. Expected chaos.inject(fault${dropped}).`,
    )
  for (const target of injection.trigger.for ?? []) {
    const names = providers.map((provider) => provider.name)
    const endpoints = providers.flatMap((provider) => provider.endpointNames)
    checkName(injection, target.provider, names, providers, true)
    checkName(injection, target.endpoint, endpoints, providers, true)
    const any = [...names, ...endpoints, ...providers.flatMap(({ toolNames = [] }) => toolNames)]
    if (target.any !== undefined && !any.includes(target.any))
      checkName(injection, target.any, providers.some(hasUnknownTools) ? modelProviders(providers) : any, providers, false)
  }
}

/** Whether only a real server knows what tools it has. */
function hasUnknownTools({ endpointNames, toolNames }: Provider): boolean {
  return endpointNames.includes('tools/call') && toolNames === undefined
}

/** The names of the providers that are not tool servers. An unknown tool can have a name that is near to one of an endpoint. */
function modelProviders(providers: readonly Provider[]): readonly string[] {
  return providers.filter(({ endpointNames }) => !endpointNames.includes('tools/call')).map(({ name }) => name)
}

/** Names a value that is not an injection: the fault of a factory that was not called, a function by its name, or the value. */
function named(given: unknown): string {
  const fault = typeof given === 'function' ? (given as { readonly fault?: { readonly name?: unknown } }).fault?.name : undefined
  return typeof fault === 'string' ? `"${fault}"` : valueInWords(given)
}

/** @throws BrownoutError if it is not a configured recipe, or its provider is not set up */
export function checkDay(day: unknown, providers: readonly Provider[]): void {
  const hint = typeof day === 'function' ? ' It is a function: call it, as in anthropicOverloadWave().' : ''
  if (!Array.isArray((day as Partial<RecipePlay> | null)?.injections))
    throw new BrownoutError(`Cannot play ${valueInWords(day)}: expected a recipe's day, such as anthropicOverloadWave().${hint}`)
  checkTargets(day as RecipePlay, providers)
}

/** @throws BrownoutError if no provider has the name */
export function checkProviderName(name: string, providers: readonly Provider[]): void {
  const names = providers.map((provider) => provider.name)
  if (!names.includes(name))
    throw new BrownoutError(`Cannot find the provider ${valueInWords(name)}: it is not set up here.${suggestion(name, names)}`)
}

/** Suggests the option for an app whose provider differs from that of the recipe. */
function checkTargets({ recipe, injections }: RecipePlay, providers: readonly Provider[]): void {
  const names = providers.map(({ name }) => name)
  const missing = injections
    .flatMap((injection) => (injection instanceof Injection ? (injection.trigger.for ?? []) : []))
    .find(({ provider }) => provider !== undefined && !names.includes(provider))
  if (missing?.provider === undefined) return
  throw new BrownoutError(
    `Cannot play "${recipe.name}" on "${missing.provider}": it is not set up here. Play it on another provider with the option on: '${names[0] ?? 'openai'}'.`,
  )
}

/** Returns the call that sets up a provider, or one with an endpoint, of this name. `undefined` for any other name. */
function setUpOf(name: string): string | undefined {
  if (Object.hasOwn(flavorFacts, name)) return `openai({ flavor: '${name}' })`
  const provider = Object.entries(facts).find(([known, { endpoints }]) => known === name || endpoints.some((endpoint) => endpoint === name))
  return provider && `${provider[0]}()`
}

/** Checks a name that must be known, or that can be a model name and is rejected only if it looks like a misspelled known one. */
function checkName(
  injection: Injection,
  name: string | undefined,
  known: readonly string[],
  providers: readonly Provider[],
  mustBeKnown: boolean,
): void {
  if (name === undefined || known.includes(name)) return
  const setUp = setUpOf(name)
  if (setUp !== undefined)
    throw new BrownoutError(
      `Cannot inject "${injection.fault.name}" for "${name}": it is not set up here. Add ${setUp} to the option "providers". Active providers: ${providers.map((provider) => provider.name).join(', ')}.`,
    )
  const meant = nearest(name, known)
  if (!mustBeKnown && (meant === undefined || /[*/\d]/.test(name))) return
  throw new BrownoutError(
    `Cannot inject "${injection.fault.name}" for "${name}": no such provider or endpoint here.${meant === undefined ? ` Expected one of: ${known.join(', ')}.` : ` Did you mean "${meant}"?`}${mustBeKnown ? '' : ` A model or a tool of this name is .for({ model: '${name}' }).`}`,
  )
}
