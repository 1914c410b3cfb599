import { describe } from 'vitest'
import { catalogue } from '../../faults/catalogue.ts'
import { recipes } from '../../recipes/catalogue.ts'
import { answers, type Chaos } from '../../src/index.ts'
import { nameOf, properties } from '../../src/property/catalogue.ts'
import { expect, it, withChaos } from '../../src/vitest/index.ts'
import { bodyOf, inWords } from '../../docs/generate/pages/failure-modes.ts'
import { failureModes, type RehearsalName } from '../../docs/generate/failure-modes/failure-modes.ts'
import * as all from '../../docs/generate/failure-modes/rehearsals/index.ts'
import { facts } from '../../docs/generate/failure-modes/rehearsals/facts.ts'
import type { Rehearsal } from '../../docs/generate/failure-modes/rehearsals/rehearsal.ts'

const rehearsals: Readonly<Record<RehearsalName, Rehearsal>> = all
const names = Object.keys(rehearsals) as RehearsalName[]
const modes = failureModes.flatMap((section) => section.modes.flatMap((mode) => ('run' in mode ? [mode] : [])))

/** An example can show a client whose calls are wrong on purpose: it must not be reported. */
const test = withChaos({
  seed: 'tuesday',
  clientBehavior: 'ignore',
  unfiredFaults: 'ignore',
  answers: answers.facts(facts),
})

async function firedIn(name: RehearsalName, chaos: Chaos): Promise<Set<string>> {
  const { calls } = (await rehearsals[name](chaos)) ?? chaos.journal
  return new Set(calls.flatMap(({ fired }) => fired.map(({ fault }) => fault)))
}

describe('the page on failure modes', () => {
  it('links nothing that does not exist', () => {
    const known = {
      fault: new Set(catalogue.map(({ name }) => name)),
      recipe: new Set(recipes.map(({ recipe }) => recipe.name)),
      property: new Set(properties.map(({ property }) => nameOf(property))),
    }
    for (const kind of ['fault', 'recipe', 'property'] as const)
      expect(modes.flatMap((mode) => mode[kind] ?? []).filter((name) => !known[kind].has(name))).toEqual([])
  })

  it.for(modes.filter(({ fault, recipe }) => fault !== undefined && recipe !== undefined))(
    '$claim: $recipe is a day of $fault',
    ({ fault, recipe }) => {
      const day = recipes.find((factory) => factory.recipe.name === recipe)!
      expect(day().injections.map((injection) => injection.fault.name)).toContain(fault)
    },
  )

  it('shows every example, under a heading of its own, in few lines', () => {
    expect(new Set(modes.map(({ run }) => run))).toEqual(new Set(names))
    expect(new Set(names.map(inWords)).size).toBe(names.length)
    for (const name of names) expect(bodyOf(name).split('\n').length, name).toBeLessThanOrEqual(8)
  })
})

describe('what the page shows', () => {
  test.for(names)('%s: fires with the symptoms that each mode lists', async (name, { chaos }) => {
    const faults = modes.flatMap(({ run, fault }) => (run === name && fault !== undefined ? [fault] : []))
    const fired = await firedIn(name, chaos)
    expect(fired.size).toBeGreaterThan(0)
    expect([...fired]).toEqual(expect.arrayContaining(faults))
  })
})
