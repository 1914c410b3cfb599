import type { Duration } from '../base/duration.ts'
import { BrownoutError } from '../base/errors.ts'
import type { FaultDefinition } from '../model/fault.ts'
import type { EndpointName, FlavorName, OrAnyText, ProviderName } from '../model/names.ts'
import { checkedCondition, type Condition } from './condition.ts'
import { refuseContradiction } from './contradiction.ts'
import { noteDerived } from './dropped-triggers.ts'
import { portablePart, triggerSchema, type Trigger, type TriggerName } from './trigger.ts'
import { textOfOwn } from './triggers/expression.ts'
import type { Sticky } from './triggers/rate.ts'
import type { Target } from './triggers/target.ts'
import { suggestion } from '../base/nearest.ts'
import { valueInWords } from '../base/value-in-words.ts'
import { checkNames, wordingOfIssues } from '../base/wrong-value.ts'

/** An injection as plain data. */
export interface InjectionData {
  readonly fault: string
  readonly parameters: Readonly<Record<string, unknown>>
  readonly trigger: Trigger
  /** Whether it had a `.when`. Only an incident file can have that, since its schedule lists the matched calls. */
  readonly conditional?: true
}

/** Calls to one provider, model or endpoint. All given members must match. */
export interface NamedTarget {
  readonly provider?: OrAnyText<ProviderName | FlavorName>
  /** A name, a name with `*` for anything, or a regular expression. */
  readonly model?: string | RegExp
  readonly endpoint?: OrAnyText<EndpointName>
}

/**
 * A fault with parameters and a trigger that selects calls. Immutable: every trigger method returns another injection. Triggers combine:
 * `.for('openai').first(2)` matches the first two calls to OpenAI.
 */
export class Injection implements Readonly<Record<TriggerName, (...given: never[]) => Injection>> {
  readonly fault: FaultDefinition
  readonly parameters: Readonly<Record<string, unknown>>
  readonly trigger: Trigger
  /** A condition in code, which plans cannot contain. */
  readonly condition: Condition | undefined

  /** @throws BrownoutError if no call can match the trigger */
  constructor(fault: FaultDefinition, parameters: Readonly<Record<string, unknown>>, trigger: Trigger = {}, condition?: Condition) {
    refuseContradiction(fault.name, trigger)
    this.fault = fault
    this.parameters = parameters
    this.trigger = trigger
    this.condition = condition
  }

  /** Matches the first `count` calls that the other triggers match. */
  first(count: number): Injection {
    return this.#with({ first: count }, `.first(${valueInWords(count)})`)
  }

  /** Matches only the `ordinal`-th call that the other triggers match, from 1. */
  nth(ordinal: number): Injection {
    return this.#with({ nth: ordinal }, `.nth(${valueInWords(ordinal)})`)
  }

  /** Matches every `period`-th call that the other triggers match: `.every(3)` matches the third, the sixth, and so on. */
  every(period: number): Injection {
    return this.#with({ every: period }, `.every(${valueInWords(period)})`)
  }

  /**
   * Matches each call with a probability. `sticky` draws once for all calls with the same request, conversation, model or provider.
   */
  chance(rate: number, options: { sticky?: Sticky } = {}): Injection {
    checkNames(`Cannot inject "${this.fault.name}": .chance(${valueInWords(rate)}, options)`, options, ['sticky'])
    return this.#with({ chance: { rate, ...options } }, `.chance(${valueInWords(rate)})`)
  }

  /**
   * Matches calls that start in these runs of the script, from 1. `survives` runs a task several times on one clock.
   * @example
   * overloaded().inRun(1).between(0, '10m')
   */
  inRun(...runs: readonly number[]): Injection {
    return this.#with({ inRun: [...runs] }, `.inRun(${runs.map(valueInWords).join(', ')})`)
  }

  /**
   * Matches calls with one prompt, at any provider: the user's last message contains a text or matches a regular expression, or the
   * complete prompt has the hash that `promptHash` returns.
   * @example
   * overloaded().forPrompt(/refund/i)
   */
  forPrompt(prompt: string | RegExp | { readonly hash: string }): Injection {
    const isText = typeof prompt === 'string' || prompt instanceof RegExp
    return this.#with({ forPrompt: isText ? { text: textOf(prompt) } : prompt }, '.forPrompt')
  }

  /** Matches calls that start in a period of the clock: `from` included, `to` excluded. */
  between(from: Duration, to: Duration): Injection {
    return this.#with({ between: { from, to } }, `.between(${valueInWords(from)}, ${valueInWords(to)})`)
  }

  /** Matches calls at a rate that moves linearly from one value to another, then stays. Starts with `.between`, if there is one. */
  ramp(from: number, to: number, over: Duration): Injection {
    return this.#with({ ramp: { from, to, over } }, `.ramp(${valueInWords(from)}, ${valueInWords(to)}, ${valueInWords(over)})`)
  }

  /** Matches calls in waves: on for a while, off for a while, and again. Starts with `.between`, if there is one. */
  wave(shape: { on: Duration; off: Duration }): Injection {
    return this.#with({ wave: shape }, '.wave')
  }

  /**
   * Matches calls to a target: a provider, a model (`gpt-4o`, `gpt-*`, `/^gpt/`), an endpoint, or an object of those. Several: any of them.
   */
  for(...targets: readonly (OrAnyText<ProviderName | FlavorName | EndpointName> | RegExp | NamedTarget)[]): Injection {
    if (targets.length === 0)
      throw new BrownoutError(
        `Cannot inject "${this.fault.name}" with an empty .for(). Expected a provider, a model, an endpoint, or an object of those.`,
      )
    return this.#with({ for: targets.map((target) => readTarget(this.fault.name, target)) }, '.for')
  }

  /** Matches calls that a function accepts. A plan cannot contain it; an incident file lists the matched calls. */
  when(condition: Condition): Injection {
    const added = checkedCondition(this.fault.name, condition)
    const earlier = this.condition
    return this.#derived(this.trigger, earlier === undefined ? added : (call) => earlier(call) && added(call), '.when(...)')
  }

  /**
   * Returns the injection as plain data.
   * @throws BrownoutError if it has a `.when`, which data cannot express
   */
  toJSON(): InjectionData {
    if (this.condition !== undefined) {
      throw new BrownoutError(
        `Cannot export the injection of "${this.fault.name}": its .when(...) is a function, and a plan holds data only. Use .for, .forPrompt, .first, .nth, .every, .chance or .between instead.`,
      )
    }
    return { fault: this.fault.name, parameters: this.parameters, trigger: this.trigger }
  }

  /**
   * Returns the injection for an incident file. A `.when`, and an expression that a file cannot contain, are marked as a condition: the
   * schedule lists the matched calls.
   */
  toIncident(): InjectionData {
    const { fault, parameters, condition } = this
    const trigger = portablePart(this.trigger)
    const isConditional = condition !== undefined || trigger !== this.trigger
    return { fault: fault.name, parameters, trigger, ...(isConditional ? { conditional: true } : {}) }
  }

  /** @param addition one unchecked member of a trigger */
  #with(addition: { readonly [Name in TriggerName]?: unknown }, wording: string): Injection {
    const [name] = Object.keys(addition) as [TriggerName]
    if (addition[name] === undefined)
      throw new BrownoutError(`Cannot inject "${this.fault.name}" with .${name}(undefined): expected a value, such as ${examples[name]}.`)
    if (this.trigger[name] !== undefined)
      throw new BrownoutError(
        `Cannot inject "${this.fault.name}" with ${wording}: it has .${name} already. One injection holds one of each; inject the fault twice to fire twice.`,
      )
    const result = triggerSchema.safeParse({ ...this.trigger, ...addition })
    if (!result.success) {
      throw new BrownoutError(`Cannot inject "${this.fault.name}" with ${wording}: ${wordingOfIssues(result.error.issues, addition)}.`)
    }
    return this.#derived(result.data, this.condition, wording)
  }

  #derived(trigger: Trigger, condition: Condition | undefined, wording: string): Injection {
    const injection = new Injection(this.fault, this.parameters, trigger, condition)
    noteDerived(this, injection, wording)
    return injection
  }
}

/** An example call of each trigger. */
const examples: Readonly<Record<TriggerName, string>> = {
  for: '.for("openai")',
  inRun: '.inRun(1)',
  between: '.between(0, "10m")',
  forPrompt: '.forPrompt(/refund/i)',
  wave: '.wave({ on: "10s", off: "1m" })',
  first: '.first(2)',
  nth: '.nth(3)',
  every: '.every(3)',
  chance: '.chance(0.1)',
  ramp: '.ramp(0, 0.5, "10m")',
}

function textOf(given: string | RegExp): string {
  return typeof given === 'string' ? given : textOfOwn(given)
}

function readTarget(fault: string, target: unknown): Target {
  if (typeof target === 'string' && target !== '') return { any: target }
  if (target instanceof RegExp) return { model: textOfOwn(target) }
  if (typeof target === 'object' && target !== null) {
    const known = ['provider', 'model', 'endpoint']
    const entries = Object.entries(target).filter(([, value]) => value !== undefined)
    for (const [name, value] of entries) {
      if (!known.includes(name)) throw new BrownoutError(`Cannot inject "${fault}" for a target with "${name}".${suggestion(name, known)}`)
      if (typeof value !== 'string' && !(value instanceof RegExp))
        throw new BrownoutError(`Cannot inject "${fault}" for ${name} ${valueInWords(value)}: expected a text.`)
    }
    if (entries.length > 0) return Object.fromEntries(entries.map(([name, value]) => [name, textOf(value as string | RegExp)]))
  }
  throw new BrownoutError(
    `Cannot inject "${fault}" for ${valueInWords(target)}. Expected a provider, a model, an endpoint, or an object of those.`,
  )
}
