import { formatDuration, milliseconds, type Duration } from '../base/duration.ts'
import { BrownoutError } from '../base/errors.ts'
import { Injection } from './injection.ts'
import type { Trigger } from './trigger.ts'
import type { Target } from './triggers/target.ts'
import { checkNames } from '../base/wrong-value.ts'

/** A stretch of a bad day, and what goes wrong in it. Phases may overlap. */
export interface Phase {
  readonly from: Duration
  readonly to: Duration
  /** What happens, in one line. */
  readonly what: string
  /** Without `.between`: the phase says when. */
  readonly injections: readonly Injection[]
}

/** A bad day that a provider really had, told so that it can be had again. */
export interface Recipe {
  /** In kebab-case, as the command line names it. */
  readonly name: string
  /** One line that says what happens. */
  readonly summary: string
  /** What happened, and what made it hard, in a few sentences. */
  readonly story: string
  /** Where it is told: status pages, post-mortems, repo#issue. */
  readonly sources: readonly string[]
  /** What of the figures is documented. */
  readonly sourced: readonly string[]
  /** What of the figures is chosen to be plausible. */
  readonly assumed: readonly string[]
  /** The properties that it tends to break. */
  readonly breaks: readonly string[]
  readonly phases: readonly Phase[]
  /** What is asked on that day, and what is so: the questions that its faults bear on. None where any question will do. */
  readonly answers?: readonly RecipeFact[]
}

/** A question of the day, as plain data: what `answers.facts` takes. */
export interface RecipeFact {
  /** Words of the question. */
  readonly ask: string
  readonly truth: string
  readonly lies?: readonly string[]
  /** Words of a message that the model must have read to know it. */
  readonly writtenIn?: string
}

/** How a recipe is played. */
export interface RecipeOptions {
  /** Multiplies each rate; what fires on every call then fires on that share of them. 1 where it is left out. */
  readonly intensity?: number
  /** How many times faster phases, ramps and waves go by. What a single call waits stays as it is. 1 where it is left out. */
  readonly speed?: number
  /** Where in the recipe the clock's 0 is. Its beginning where it is left out. */
  readonly from?: Duration
  /** Where in the recipe it is broken off. Its end where it is left out. */
  readonly to?: Duration
  /**
   * The provider that has this day in place of the recipe's own: one for all, or one for each, as in `{ gemini: 'openai' }`.
   * Models of the recipe are then any model of that provider. The recipe's own where it is left out.
   */
  readonly on?: string | Readonly<Record<string, string>>
}

/** A recipe, ready to be played: `chaos.play(day)`. */
export interface RecipePlay {
  readonly recipe: Recipe
  /** The phases that are part of it, in ms on the clock. */
  readonly phases: readonly { readonly from: number; readonly to: number; readonly what: string }[]
  readonly injections: readonly Injection[]
  /** What is asked on that day, for `answers.facts(day.answers)`. Empty where any question will do. */
  readonly answers: readonly RecipeFact[]
  /** How long it lasts, in ms on the clock. */
  readonly length: number
}

/** Makes days of one recipe: `anthropicOverloadWave({ intensity: 0.5 })`. */
export interface RecipeFactory {
  (options?: RecipeOptions): RecipePlay
  readonly recipe: Recipe
}

/** A phase in the recipe's own time, in ms. */
interface Span {
  readonly from: number
  readonly to: number
  readonly phase: Phase
}

/**
 * Defines a recipe.
 * @throws BrownoutError where a phase ends before it begins, or an injection has a `.between`. The factory throws one where an option is wrong.
 * @example
 * const monday = defineRecipe({ name: 'rate-limit-monday', ..., phases: [{ from: 0, to: '1h', what: 'all are back at once', injections: [rateLimited()] }] })
 */
export function defineRecipe(recipe: Recipe): RecipeFactory {
  const spans = recipe.phases.map((phase) => spanOf(recipe, phase))
  if (spans.length === 0) throw new BrownoutError(`Cannot define the recipe "${recipe.name}": it has no phases.`)
  return Object.assign((options: RecipeOptions = {}) => dayOf(recipe, spans, options), { recipe })
}

function spanOf({ name }: Recipe, phase: Phase): Span {
  const { what, injections } = phase
  const [from, to] = [milliseconds(phase.from), milliseconds(phase.to)]
  if (to <= from)
    throw new BrownoutError(
      `Cannot define the recipe "${name}": its phase "${what}" goes from ${phase.from} to ${phase.to}, and ends before it begins.`,
    )
  const timed = injections.find(({ trigger }) => trigger.between !== undefined)
  if (timed !== undefined)
    throw new BrownoutError(
      `Cannot define the recipe "${name}": ${timed.fault.name} in its phase "${what}" has a .between. The phase says when.`,
    )
  return { from, to, phase }
}

function dayOf(recipe: Recipe, spans: readonly Span[], options: RecipeOptions): RecipePlay {
  checkNames(`Cannot play "${recipe.name}": a recipe`, options, ['intensity', 'speed', 'from', 'to', 'on'])
  const { intensity = 1, speed = 1 } = options
  checkAmount(recipe, 'intensity', intensity, 'a number of at least 0', intensity >= 0)
  checkAmount(recipe, 'speed', speed, 'a number above 0', speed > 0)
  const end = Math.max(...spans.map(({ to }) => to))
  const [from, to] = [milliseconds(options.from ?? 0), Math.min(end, milliseconds(options.to ?? end))]
  if (to <= from)
    throw new BrownoutError(
      `Cannot play "${recipe.name}" from ${formatDuration(from)} to ${formatDuration(to)}: it lasts ${formatDuration(end)}.`,
    )
  const move = moverOf(recipe, options.on)
  const part = spans.filter((span) => span.from < to && span.to > from)
  const at = (moment: number): number => (Math.min(moment, to) - from) / speed
  return {
    recipe,
    phases: part.map((span) => ({ from: Math.max(0, at(span.from)), to: at(span.to), what: span.phase.what })),
    injections:
      intensity === 0
        ? []
        : part.flatMap((span) =>
            span.phase.injections.map((injection) => scaled(move(injection), { from: at(span.from), to: at(span.to) }, intensity, speed)),
          ),
    answers: recipe.answers ?? [],
    length: (to - from) / speed,
  }
}

/** The providers that a recipe names. */
function providersOf({ phases }: Recipe): readonly string[] {
  const targets = phases.flatMap(({ injections }) => injections.flatMap(({ trigger }) => trigger.for ?? []))
  return [...new Set(targets.flatMap(({ provider, any }) => provider ?? (any === undefined ? [] : [any])))]
}

/**
 * Has a recipe happen to an app that asks some providers, the first of them before all others. What befalls a provider that
 * the app does not have befalls the first; so does what befalls another one, where the recipe would spare the first.
 * @example
 * googleQuotaNull(amongProviders(googleQuotaNull.recipe, ['openai', 'anthropic']))
 */
export function amongProviders(recipe: Recipe, known: readonly string[]): Pick<RecipeOptions, 'on'> {
  const [first] = known
  const named = providersOf(recipe)
  if (first === undefined || named.length === 0) return {}
  const missing = named.filter((name) => !known.includes(name))
  const moved = missing.length === 0 && !named.includes(first) ? named.slice(0, 1) : missing
  return moved.length === 0 ? {} : { on: Object.fromEntries(moved.map((name) => [name, first])) }
}

/** Moves an injection to the providers that an app uses. Whoever has other providers has other models, so a moved target leaves them open. */
function moverOf(recipe: Recipe, on: RecipeOptions['on']): (injection: Injection) => Injection {
  if (on === undefined) return (injection) => injection
  const own = providersOf(recipe)
  if (typeof on !== 'string') checkNames(`Cannot play "${recipe.name}": on`, on, own)
  const newOwner = (name: string): string | undefined => (typeof on === 'string' ? on : on[name])
  const moved = (target: Target): Target => {
    const name = target.provider ?? target.any
    const provider = name === undefined ? undefined : newOwner(name)
    if (provider === undefined) return target
    const { endpoint } = target
    return { provider, ...(endpoint === undefined ? {} : { endpoint }) }
  }
  return ({ fault, parameters, trigger, condition }) =>
    new Injection(fault, parameters, trigger.for === undefined ? trigger : { ...trigger, for: trigger.for.map(moved) }, condition)
}

function checkAmount({ name }: Recipe, option: string, value: number, expected: string, isRight: boolean): void {
  if (!Number.isFinite(value) || !isRight)
    throw new BrownoutError(`Cannot play "${name}" with ${option} ${JSON.stringify(value)}: expected ${expected}.`)
}

function scaled(injection: Injection, between: NonNullable<Trigger['between']>, intensity: number, speed: number): Injection {
  const { fault, parameters, trigger, condition } = injection
  const { chance, ramp, wave } = trigger
  const rate = Math.min(1, intensity * (chance?.rate ?? 1))
  return new Injection(
    fault,
    parameters,
    {
      ...trigger,
      between,
      ...(wave === undefined ? {} : { wave: { on: wave.on / speed, off: wave.off / speed } }),
      ...(ramp === undefined ? {} : { ramp: rampOf(ramp, chance === undefined ? intensity : 1, speed) }),
      // A ramp without a chance beside it carries the intensity itself.
      ...(chance === undefined && (ramp !== undefined || rate === 1) ? {} : { chance: { ...chance, rate } }),
    },
    condition,
  )
}

function rampOf({ from, to, over }: NonNullable<Trigger['ramp']>, intensity: number, speed: number): NonNullable<Trigger['ramp']> {
  return { from: Math.min(1, from * intensity), to: Math.min(1, to * intensity), over: over / speed }
}
