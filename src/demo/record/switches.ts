import type { Injection } from '../../engine/plan/injection.ts'
import { amongProviders, type RecipeFactory } from '../../engine/plan/recipe.ts'
import { milliseconds } from '../../engine/base/duration.ts'
import { facts } from '../../providers/facts.ts'
import { ownerOf } from '../../report/record/call-record.ts'
import type { PhaseData, SwitchData } from '../data/demo-data.ts'
import { plainWords } from './plain-words.ts'

/** The faults of a recipe as switches: one for each fault and provider, across phases. */
export class Switches {
  readonly all: readonly SwitchData[]
  readonly phases: readonly PhaseData[]
  readonly #recipe: RecipeFactory
  readonly #keys: readonly string[]

  /** @param among for each app the providers that it calls, its primary first */
  constructor(recipe: RecipeFactory, among: readonly (readonly string[])[]) {
    const injections = recipe().injections
    const played = among.map((known) => recipe(amongProviders(recipe.recipe, known)).injections)
    this.#recipe = recipe
    this.#keys = injections.map(keyOf)
    const keys = [...new Set(this.#keys)]
    this.all = keys.map((key) => {
      const first = this.#keys.indexOf(key)
      const moved = played.map((each) => each[first]!)
      const isOnly = keys.filter((other) => other.split(':')[0] === injections[first]!.fault.name).length === 1
      return switchOf(injections[first]!, moved, isOnly ? injections[first]!.fault.name : key)
    })
    let next = 0
    this.phases = recipe().phases.map((phase, place) => {
      const count = recipe.recipe.phases[place]!.injections.length
      const switches = this.#keys.slice(next, (next += count)).map((key) => keys.indexOf(key))
      return { ...phase, switches: [...new Set(switches)] }
    })
  }

  /** The switch of each injected fault of a task that begins at this time of the recipe, in ms. */
  at(time: number): readonly number[] {
    const keys = [...new Set(this.#keys)]
    let next = 0
    return this.#recipe.recipe.phases.flatMap(({ to, injections }) => {
      const places = this.#keys.slice(next, (next += injections.length)).map((key) => keys.indexOf(key))
      return milliseconds(to) > time ? places : []
    })
  }
}

/** The providers of an injected fault. Empty if it affects all. */
export function targetsOf({ trigger }: Injection): string[] {
  return [...new Set((trigger.for ?? []).flatMap(({ provider, any }) => provider ?? (any !== undefined && any in facts ? [any] : [])))]
}

function keyOf(injection: Injection): string {
  return [injection.fault.name, ...targetsOf(injection)].join(':')
}

function switchOf({ fault, parameters }: Injection, moved: readonly Injection[], id: string): SwitchData {
  const owners = [...new Set(moved.flatMap(targetsOf).map(ownerOf))]
  const does = plainWords(fault.name, parameters)
  return { id, fault: fault.name, words: `${owners.length === 0 ? 'Every provider' : owners.join(' or ')} ${does}`, does }
}
