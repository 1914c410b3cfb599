import { facts, type ProviderFacts } from '../providers/facts.ts'
import { flavorFacts } from '../providers/flavor-facts.ts'

const providers: readonly ProviderFacts[] = [...Object.values(facts), ...Object.values(flavorFacts)]
const variables: ReadonlySet<string> = new Set(providers.flatMap(({ keyVariables = [] }) => keyVariables))

/** The dummy value of an API key. */
export const standInKey = 'brownout'

/** The process environment, with a dummy value for every missing API key. */
export interface StandInKeys {
  /** The variables that were read although they are not set. */
  readonly used: readonly string[]
  /** Restores the environment. */
  restore(): void
}

/** Gives clients of emulated providers an API key in the environment. */
export function standInKeys(): StandInKeys {
  const own = process.env
  const used = new Set<string>()
  process.env = new Proxy(own, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name)
      if (typeof name !== 'string' || (value !== undefined && value !== '') || !variables.has(name)) return value
      used.add(name)
      return standInKey
    },
  })
  return {
    get used() {
      return [...used]
    },
    restore() {
      process.env = own
    },
  }
}
