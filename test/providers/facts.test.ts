import { describe, expect, it } from 'vitest'
import { everyProvider } from '../../src/cli/every-provider.ts'
import { openai } from '../../src/index.ts'
import { facts, hostsOf } from '../../src/providers/facts.ts'
import { flavorFacts } from '../../src/providers/flavor-facts.ts'

const flavors = Object.keys(flavorFacts) as (keyof typeof flavorFacts)[]
const emulated = [...everyProvider(), ...flavors.map((flavor) => openai({ flavor }))]

describe('the facts', () => {
  it.each(emulated.map((provider) => ({ name: provider.name, provider })))(
    'name the endpoints that the dialect of $name has',
    async ({ provider }) => {
      const names = new Set((await provider.endpoints()).map((endpoint) => endpoint.name))
      expect(provider.endpointNames.toSorted()).toEqual([...names].toSorted())
    },
  )

  it('name an endpoint of the same provider for each path of a logged call', () => {
    for (const { paths, endpoints } of Object.values({ ...facts, ...flavorFacts }))
      for (const [, endpoint] of paths) expect(endpoints).toContain(endpoint)
  })

  it('know the hosts of each provider', () => {
    expect(hostsOf(facts.openai)).toEqual(['api.openai.com', '*.api.openai.com'])
    expect(hostsOf(facts.ollama)).toEqual(['127.0.0.1:11434', 'localhost:11434', 'ollama.com'])
  })
})
