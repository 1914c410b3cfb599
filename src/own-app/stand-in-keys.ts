import { facts, type ProviderFacts } from '../providers/facts.ts'
import { flavorFacts } from '../providers/flavor-facts.ts'

const providers: readonly ProviderFacts[] = [...Object.values(facts), ...Object.values(flavorFacts)]
const variables: ReadonlySet<string> = new Set(providers.flatMap(({ keyVariables = [] }) => keyVariables))

/** What represents a credential that nobody needs. */
export const standInKey = 'brownout'

/** The environment of a process, in which a value represents every API key that is not set. */
export interface StandInKeys {
  /** The variables that were read and are not set. */
  readonly used: readonly string[]
  /** Puts the environment back. */
  restore(): void
}

/** Lets every client of an emulated provider find an API key in the environment. */
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
