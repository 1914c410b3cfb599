import { inspect } from 'node:util'
import { BrownoutError } from '../engine/base/errors.ts'
import { suggestion } from '../engine/base/nearest.ts'
import { ownEntry } from '../engine/base/own-entry.ts'
import type { Provider } from '../engine/model/provider.ts'
import { flavorFacts } from '../providers/flavor-facts.ts'
import { factories } from '../providers/index.ts'
import { openai, type OpenAIFlavor } from '../providers/openai/index.ts'
import type { ProviderOptions } from '../kit.ts'

/** A provider, and the code that sets it up. */
export interface ChosenProvider {
  readonly provider: Provider
  /** As part of a test: `openai({ flavor: "groq" })`. */
  readonly code: string
  /** The name to import for that. */
  readonly factory: string
}

const makers: Readonly<Record<string, (options: ProviderOptions) => ChosenProvider>> = {
  ...Object.fromEntries(
    Object.entries(factories).map(([name, make]) => [name, (options: ProviderOptions) => chosen(name, options, make(options))]),
  ),
  ...Object.fromEntries(
    (Object.keys(flavorFacts) as OpenAIFlavor[]).map((flavor) => [
      flavor,
      (options: ProviderOptions) => chosen('openai', { flavor, ...options }, openai({ flavor, ...options })),
    ]),
  ),
}

/** All emulated providers, at their usual base URLs. */
export function allProviders(): readonly ChosenProvider[] {
  return Object.values(makers).map((make) => make({}))
}

/**
 * Reads names of providers, separated by commas, each with an optional base URL.
 * @throws BrownoutError if a provider is unknown
 * @example
 * readProviders('anthropic,openai=http://localhost:1234/v1')
 */
export function readProviders(text: string): readonly ChosenProvider[] {
  const names = text.split(',').map((part) => part.trim())
  return names.map((part) => {
    const [name = '', ...rest] = part.split('=')
    const make = makerOf(name)
    if (rest.length === 0) return make({})
    const baseURL = rest.join('=')
    // The provider itself can be in the list, too.
    return make({ baseURL, ...(names.includes(name) ? { name: URL.parse(baseURL)?.host ?? name } : {}) })
  })
}

/**
 * A provider by its name, with options.
 * @throws BrownoutError if brownout does not emulate the provider
 */
export function providerNamed(name: string, options: ProviderOptions): Provider {
  return makerOf(name)(options).provider
}

function makerOf(name: string): (options: ProviderOptions) => ChosenProvider {
  const make = ownEntry(makers, name)
  if (make === undefined)
    throw new BrownoutError(`Cannot emulate the provider ${JSON.stringify(name)}: there is none.${suggestion(name, Object.keys(makers))}`)
  return make
}

function chosen(factory: string, options: object, provider: Provider): ChosenProvider {
  return { provider, factory, code: `${factory}(${Object.keys(options).length === 0 ? '' : inspect(options)})` }
}
