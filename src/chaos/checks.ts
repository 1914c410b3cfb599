import { BrownoutError } from '../engine/base/errors.ts'
import { nearest } from '../engine/base/nearest.ts'
import type { Provider } from '../engine/model/provider.ts'
import { Injection } from '../engine/plan/injection.ts'
import type { RecipePlay } from '../engine/plan/recipe.ts'

const oldestNode = { major: 22, minor: 12 }

/**
 * Checks that the runtime has what brownout is made of. Runtimes other than Node say nothing of it.
 * @throws BrownoutError on a Node that is too old
 */
export function checkNode(versions: { readonly node?: string; readonly bun?: string } | undefined = globalThis.process?.versions): void {
  if (versions?.node === undefined || versions.bun !== undefined) return
  const [major = 0, minor = 0] = versions.node.split('.').map(Number)
  if (major > oldestNode.major || (major === oldestNode.major && minor >= oldestNode.minor)) return
  throw new BrownoutError(`brownout needs Node ${oldestNode.major}.${oldestNode.minor} or newer, and this is Node ${versions.node}.`)
}

/**
 * The providers, if no two are in each other's way.
 * @throws BrownoutError if two share a name or a base URL
 */
export function distinct(providers: readonly Provider[]): readonly Provider[] {
  const owners = new Map<string, string>()
  const names = new Set<string>()
  for (const provider of providers) {
    if (typeof provider === 'function') throw new BrownoutError('Cannot set up a function as a provider: call it, as in openai().')
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

/** @throws BrownoutError if it is no injection, or is for a provider or an endpoint that is not set up */
export function checkInjection(injection: unknown, providers: readonly Provider[]): void {
  if (!(injection instanceof Injection)) {
    const hint = typeof injection === 'function' ? ' It is a function: call it, as in truncatedStream().' : ''
    throw new BrownoutError(`Cannot inject ${named(injection)}: expected an injection, such as truncatedStream().first(2).${hint}`)
  }
  for (const target of injection.trigger.for ?? []) {
    const names = providers.map((provider) => provider.name)
    const endpoints = providers.flatMap((provider) => provider.endpointNames)
    checkName(injection, target.provider, names, true)
    checkName(injection, target.endpoint, endpoints, true)
    checkName(injection, target.any, [...names, ...endpoints], false)
  }
}

/** What was given in place of an injection: the fault of a factory that was not called, a function by its name, or the value. */
function named(given: unknown): string {
  if (typeof given !== 'function') return JSON.stringify(given)
  const fault = (given as { readonly fault?: { readonly name?: unknown } }).fault?.name
  return typeof fault === 'string' ? `"${fault}"` : given.name || 'a function'
}

/** @throws BrownoutError if it is no recipe's day, or one of a provider that is not set up */
export function checkDay(day: unknown, providers: readonly Provider[]): void {
  const hint = typeof day === 'function' ? ' It is a function: call it, as in anthropicOverloadWave().' : ''
  if (!Array.isArray((day as Partial<RecipePlay> | null)?.injections))
    throw new BrownoutError(
      `Cannot play ${typeof day === 'function' ? day.name || 'a function' : JSON.stringify(day)}: expected a recipe's day, such as anthropicOverloadWave().${hint}`,
    )
  checkTargets(day as RecipePlay, providers)
}

/** A recipe names the provider that failed; an app may have another one, and an option for that. */
function checkTargets({ recipe, injections }: RecipePlay, providers: readonly Provider[]): void {
  const names = providers.map(({ name }) => name)
  const missing = injections
    .flatMap(({ trigger }) => trigger.for ?? [])
    .find(({ provider }) => provider !== undefined && !names.includes(provider))
  if (missing?.provider === undefined) return
  throw new BrownoutError(
    `Cannot play "${recipe.name}" on "${missing.provider}": it is not set up here. Play it on another provider by the option on: '${names[0] ?? 'openai'}'.`,
  )
}

/** A name that must be known, or one that may be a model's and is wrong only where it is a slip of a known one. */
function checkName(injection: Injection, name: string | undefined, known: readonly string[], mustBeKnown: boolean): void {
  if (name === undefined || known.includes(name)) return
  const meant = nearest(name, known)
  if (!mustBeKnown && (meant === undefined || /[*/\d]/.test(name))) return
  throw new BrownoutError(
    `Cannot inject "${injection.fault.name}" for "${name}": no such provider or endpoint here.${meant === undefined ? ` Expected one of: ${known.join(', ')}.` : ` Did you mean "${meant}"?`}`,
  )
}
