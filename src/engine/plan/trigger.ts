import { z } from 'zod'
import type { Random } from '../base/random.ts'
import { conversationOf } from '../kit/conversation.ts'
import type { Call } from '../model/call.ts'
import { forPrompt, type PromptTrigger } from './triggers/for-prompt.ts'
import { every, first, nth } from './triggers/count.ts'
import { inRun } from './triggers/in-run.ts'
import { chance, ramp, type Chance, type Ramp, type Sticky } from './triggers/rate.ts'
import { targets, type Target } from './triggers/target.ts'
import { between, wave, type Between, type Wave } from './triggers/time.ts'
import type { Occasion, TriggerKind } from './triggers/trigger-kind.ts'

/** Selects calls, as plain data. All members must match; without any, every call matches. Times are in ms. */
export interface Trigger {
  for?: Target[] | undefined
  /** Numbers of runs of the script, from 1. */
  inRun?: number[] | undefined
  between?: Between | undefined
  wave?: Wave | undefined
  forPrompt?: PromptTrigger | undefined
  first?: number | undefined
  nth?: number | undefined
  every?: number | undefined
  chance?: Chance | undefined
  ramp?: Ramp | undefined
}

export type TriggerName = keyof Trigger

/**
 * All triggers, in the order in which they are checked for a call. A new member of `Trigger` does not compile until it is here. Plans,
 * messages and the command line use this table.
 */
export const triggers: { readonly [Name in TriggerName]: TriggerKind<NonNullable<Trigger[Name]>> } = {
  for: targets,
  inRun,
  between,
  wave,
  forPrompt,
  first,
  nth,
  every,
  chance,
  ramp,
}

// The type of Object.keys() is string[].
export const triggerNames = Object.keys(triggers) as readonly TriggerName[]

export const triggerSchema = z.strictObject(
  Object.fromEntries(triggerNames.map((name) => [name, triggers[name].schema.optional()])),
  // The table's type guarantees that each schema matches its member.
) as unknown as z.ZodType<Trigger>

/** The purpose of a sticky draw. Without stickiness it is the attempt, so that a retry draws again. */
function drawnFor(call: Call, sticky: Sticky | undefined): string {
  switch (sticky) {
    case undefined:
      return `${call.key}/${call.attempt}`
    case 'request':
      return call.key
    case 'conversation':
      return conversationOf(call)
    case 'model':
      return `${call.provider}/${call.model}`
    case 'provider':
      return call.provider
  }
}

/** Applies a function to one member of a trigger; `undefined` if the trigger does not have it. */
function ofMember<Name extends TriggerName, Result>(
  name: Name,
  trigger: Trigger,
  visit: <Value>(kind: TriggerKind<Value>, value: Value) => Result,
): Result | undefined {
  const kind: TriggerKind<NonNullable<Trigger[Name]>> = triggers[name]
  const value = trigger[name]
  return value === undefined ? undefined : visit(kind, value)
}

/** Applies a function to each member of a trigger, in the order of the table. */
export function ofMembers<Result>(trigger: Trigger, visit: <Value>(kind: TriggerKind<Value>, value: Value) => Result): Result[] {
  return triggerNames.map((name) => ofMember(name, trigger, visit)).filter((result) => result !== undefined)
}

/** Returns a trigger without the parts that a file cannot contain; the same one if there are none. */
export function portablePart(trigger: Trigger): Trigger {
  const isPortable = <Value>(kind: TriggerKind<Value>, value: Value): boolean => kind.isPortable?.(value) !== false
  const names = triggerNames.filter((name) => trigger[name] !== undefined && ofMember(name, trigger, isPortable) === false)
  return names.length === 0 ? trigger : Object.fromEntries(Object.entries(trigger).filter(([name]) => !names.includes(name as TriggerName)))
}

/**
 * Returns the member of a trigger that rejects a call; `undefined` if the trigger matches it. `count` numbers the calls that reach it,
 * including this one. It runs at most once and only for such calls. `random` returns the stream of draws for a purpose.
 */
export function mismatchOf(
  trigger: Trigger,
  call: Call,
  count: () => number,
  random: (purpose: string) => Random,
): TriggerName | undefined {
  let ordinal: number | undefined
  const occasion: Occasion = { call, since: trigger.between?.from ?? 0, ordinal: () => (ordinal ??= count()) }
  let probability = 1
  for (const name of triggerNames) {
    probability *= ofMember(name, trigger, (kind, value) => kind.probability(value, occasion)) ?? 1
    if (probability === 0) return name
  }
  if (probability === 1 || random(drawnFor(call, trigger.chance?.sticky)).chance(probability)) return undefined
  return trigger.ramp === undefined ? 'chance' : 'ramp'
}
