import { formatDuration, milliseconds, type Duration } from '../base/duration.ts'
import { BrownoutError } from '../base/errors.ts'
import { checkValue, type Expectation } from '../base/options.ts'
import { valueInWords } from '../base/value-in-words.ts'
import { Injection } from './injection.ts'
import { checkOrigins, type RecipeOrigins } from './recipe-origins.ts'
import type { Trigger } from './trigger.ts'
import type { Target } from './triggers/target.ts'
import { checkNames } from '../base/wrong-value.ts'

/** A period of a recipe and the faults in it. Phases can overlap. */
export interface Phase {
  readonly from: Duration
  readonly to: Duration
  /** One line that describes it. */
  readonly what: string
  /** The faults of this period. They cannot have a `.between`: the phase sets the time. */
  readonly injections: readonly Injection[]
}

/** A scripted outage that a provider had or could have. */
export interface Recipe extends RecipeOrigins {
  /** In kebab-case, as on the command line. */
  readonly name: string
  /** One line that describes it. */
  readonly summary: string
  /** The events of the outage and the difficulty for clients, in a few sentences. */
  readonly story: string
  /** The ids of the properties that it tends to violate, without their values: `retries-at-most`. */
  readonly breaks: readonly string[]
  readonly phases: readonly Phase[]
  /** Prompts that its faults need, with their true answers. Default: none, any prompt works */
  readonly answers?: readonly RecipeFact[]
}

/** A prompt and its true answer, as plain data for `answers.facts`. */
export interface RecipeFact {
  /** A part of the prompt. */
  readonly prompt: string
  readonly truth: string
  readonly lies?: readonly string[]
  /** A part of the message that contains the answer for the model. */
  readonly writtenIn?: string
}

/** Options for playing a recipe. */
export interface RecipeOptions {
  /** Multiplies each rate. A fault that fires on every call then fires with this probability. Default: 1 */
  readonly intensity?: number
  /** How many times faster phases, ramps and waves run. Waits within a single call do not change. Default: 1 */
  readonly speed?: number
  /** The time within the recipe at which the clock starts. Default: its start */
  readonly from?: Duration
  /** The time within the recipe at which it stops. Default: its end */
  readonly to?: Duration
  /**
   * The provider to play it on: one for all, or one for each of the recipe's own, such as `{ gemini: 'openai' }`. The faults then affect
   * any model of that provider. Default: the recipe's own providers
   */
  readonly on?: string | Readonly<Record<string, string>>
}

/** A recipe with its options, for `chaos.play(...)`. */
export interface RecipePlay {
  readonly recipe: Recipe
  /** The phases to play, in ms on the clock. */
  readonly phases: readonly { readonly from: number; readonly to: number; readonly what: string }[]
  readonly injections: readonly Injection[]
  /** Prompts that its faults need, for `answers.facts(...)`. Empty if any prompt works. */
  readonly answers: readonly RecipeFact[]
  /** How long it lasts, in ms on the clock. */
  readonly length: number
}

/** Configures a recipe for `chaos.play(anthropicOverloadWave({ intensity: 0.5 }))`. */
export interface RecipeFactory {
  (options?: RecipeOptions): RecipePlay
  readonly recipe: Recipe
}

/** A phase in recipe time, in ms. */
interface Span {
  readonly from: number
  readonly to: number
  readonly phase: Phase
}

const recipeLike: Expectation = {
  expected: 'an object with name, summary, story and phases',
  accepts: (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
}

/**
 * Defines a recipe: a scripted outage, as phases of faults over time.
 * @throws BrownoutError if it has no phases, a phase ends before it starts, an injection has a `.between`, or a source is not a
 * page. The factory throws one if an option is wrong.
 * @example
 * const monday = defineRecipe({
 *   name: 'back-at-work',
 *   summary: 'all jobs start at once and meet the rate limit',
 *   story: 'On Monday all jobs start at nine. The limit refuses most of them, and retries without a pause make it worse.',
 *   sources: ['https://platform.openai.com/docs/guides/rate-limits'],
 *   sourced: ['a 429 has a Retry-After header'],
 *   assumed: ['20s to wait'],
 *   invented: ['the Monday and its hours'],
 *   breaks: ['honors-retry-after'],
 *   phases: [{ from: 0, to: '1h', what: 'all jobs start', injections: [rateLimited({ retryAfter: '20s' }).for('openai')] }],
 * })
 * chaos.play(monday({ speed: 10 }))
 */
export function defineRecipe(recipe: Recipe): RecipeFactory {
  checkValue('defineRecipe()', recipe, recipeLike)
  const spans = (recipe.phases ?? []).map((phase) => spanOf(recipe, phase))
  if (spans.length === 0) throw new BrownoutError(`Cannot define the recipe "${recipe.name}": it has no phases.`)
  checkOrigins(recipe.name, recipe)
  return Object.assign((options: RecipeOptions = {}) => dayOf(recipe, spans, options), { recipe })
}

function spanOf({ name }: Recipe, phase: Phase): Span {
  const { what, injections } = phase
  const [from, to] = [milliseconds(phase.from), milliseconds(phase.to)]
  if (to <= from)
    throw new BrownoutError(
      `Cannot define the recipe "${name}": its phase "${what}" goes from ${phase.from} to ${phase.to}, and ends before it begins.`,
    )
  const wrong = injections.find((injection) => !(injection instanceof Injection))
  if (wrong !== undefined)
    throw new BrownoutError(
      `Cannot define the recipe "${name}": its phase "${what}" has ${typeof wrong === 'function' ? 'a function' : valueInWords(wrong)} as an injection. Expected one such as overloaded().`,
    )
  const timed = injections.find(({ trigger }) => trigger.between !== undefined)
  if (timed !== undefined)
    throw new BrownoutError(
      `Cannot define the recipe "${name}": ${timed.fault.name} in its phase "${what}" has a .between. The phase sets the time.`,
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

/**
 * Returns the injections of a recipe that starts later than the clock.
 * @param start ms on the clock
 */
export function startingAt({ injections }: RecipePlay, start: number): readonly Injection[] {
  return injections.map(({ fault, parameters, trigger, condition }) => {
    const { between } = trigger
    const moved = between === undefined ? trigger : { ...trigger, between: { from: between.from + start, to: between.to + start } }
    return new Injection(fault, parameters, moved, condition)
  })
}

/** Returns the providers that a recipe names. */
function providersOf({ phases }: Recipe): readonly string[] {
  const targets = phases.flatMap(({ injections }) => injections.flatMap(({ trigger }) => trigger.for ?? []))
  return [...new Set(targets.flatMap(({ provider, any }) => provider ?? (any === undefined ? [] : [any])))]
}

/**
 * Moves a recipe to the providers that an app calls. Faults of a provider that the app does not call move to the first one, its primary.
 * @example
 * googleQuotaNull(amongProviders(googleQuotaNull.recipe, ['openai', 'anthropic']))
 */
export function amongProviders(recipe: Recipe, known: readonly string[]): Pick<RecipeOptions, 'on'> {
  const [first] = known
  const named = providersOf(recipe)
  if (first === undefined || named.length === 0) return {}
  const missing = named.filter((name) => !known.includes(name))
  return missing.length === 0 ? {} : { on: Object.fromEntries(missing.map((name) => [name, first])) }
}

/** Moves an injection to the app's providers. Another provider has other models, so the moved target names no model. */
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
    throw new BrownoutError(`Cannot play "${name}" with ${option} ${valueInWords(value)}: expected ${expected}.`)
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
      // A ramp without a chance applies the intensity itself.
      ...(chance === undefined && (ramp !== undefined || rate === 1) ? {} : { chance: { ...chance, rate } }),
    },
    condition,
  )
}

function rampOf({ from, to, over }: NonNullable<Trigger['ramp']>, intensity: number, speed: number): NonNullable<Trigger['ramp']> {
  return { from: Math.min(1, from * intensity), to: Math.min(1, to * intensity), over: over / speed }
}
