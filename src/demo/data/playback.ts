import type { DemoData } from './demo-data.ts'
import { eventsOf } from './moment.ts'
import { isFailure, lengthOf, shownDay, type AppDay, type ShownDay } from './takes.ts'

/** The shown day and customer, and the progress. */
export interface Playback {
  readonly recipe: string
  readonly seed: string
  /** From 0. */
  readonly customer: number
  /** Ids of the switches that are off. */
  readonly off: readonly string[]
  /** In ms from the customer's question. */
  readonly now: number
  /** How long the end of this customer has been shown, in ms of real time. */
  readonly rested: number
  readonly isPlaying: boolean
  readonly speed: number
}

/** An action of a viewer, or `tick`: `ms` of real time have passed. */
export type Action =
  | { readonly type: 'recipe' | 'seed' | 'switch'; readonly value: string }
  | { readonly type: 'customer'; readonly customer: number }
  | { readonly type: 'step'; readonly by: 1 | -1 }
  | { readonly type: 'speed'; readonly value: number }
  | { readonly type: 'tick'; readonly ms: number; readonly isStill: boolean }
  | { readonly type: 'play' | 'failure' }
  | { readonly type: 'pause' | 'faster' | 'slower' | 'another seed' }
  | { readonly type: 'place'; readonly place: Pick<Playback, 'recipe' | 'seed' | 'customer' | 'off' | 'now'> }

export const speeds: readonly number[] = [0.25, 0.5, 1, 2, 4]

/** How long one customer takes at a speed of 1, in ms of real time. */
const customerPlays = 4_600
/** How long the end of a customer is shown before the next, in ms of real time. */
const endRests = 1_400

/** The state after an action. */
export function playbackAfter(data: DemoData, state: Playback, action: Action): Playback {
  const shown = shownOf(data, state)
  switch (action.type) {
    case 'recipe':
      return afterRecipe(data, state, action.value)
    case 'seed':
      return { ...begun(state, 0), seed: action.value, isPlaying: false }
    case 'another seed':
      return { ...begun(state, 0), seed: anotherSeed(shown), isPlaying: false }
    case 'switch':
      return afterSwitch(data, state, action.value)
    case 'place':
      return { ...state, ...action.place, rested: 0, isPlaying: false }
    case 'speed':
      return { ...state, speed: action.value }
    case 'faster':
    case 'slower':
      return { ...state, speed: speeds[speeds.indexOf(state.speed) + (action.type === 'faster' ? 1 : -1)] ?? state.speed }
    case 'pause':
      return { ...state, isPlaying: false }
    default:
      return shown.apps === undefined ? state : playedOn(state, action, shown.apps)
  }
}

/** The day shown in a state. */
export function shownOf(data: DemoData, { recipe, seed, off }: Pick<Playback, 'recipe' | 'seed' | 'off'>): ShownDay {
  return shownDay(data, recipe, seed, off)
}

/** Whether the last customer is over. */
export function isAtEnd({ customer, now }: Playback, apps: readonly [AppDay, AppDay]): boolean {
  return customer === apps[0].length - 1 && now >= lengthOf(apps, customer)
}

function playedOn(
  state: Playback,
  action: Extract<Action, { type: 'customer' } | { type: 'step' } | { type: 'tick' } | { type: 'play' | 'failure' }>,
  apps: readonly [AppDay, AppDay],
): Playback {
  const { customer, now } = state
  switch (action.type) {
    case 'customer': {
      const next = Math.max(0, Math.min(apps[0].length - 1, action.customer))
      return state.isPlaying ? begun(state, next) : ended(state, next, apps)
    }
    case 'play':
      if (isAtEnd(state, apps)) return { ...begun(state, 0), isPlaying: true }
      return { ...(now >= lengthOf(apps, customer) ? begun(state, customer + 1) : state), isPlaying: true }
    case 'failure':
      return afterFailure(state, apps)
    case 'step':
      return { ...stepped(state, action.by, apps), isPlaying: false }
    case 'tick':
      return ticked(state, action, apps)
  }
}

function begun(state: Playback, customer: number): Playback {
  return { ...state, customer, now: 0, rested: 0 }
}

function ended(state: Playback, customer: number, apps: readonly [AppDay, AppDay]): Playback {
  return { ...state, customer, now: lengthOf(apps, customer), rested: 0 }
}

function afterRecipe(data: DemoData, state: Playback, recipe: string): Playback {
  const day = data.days.find((each) => each.recipe === recipe)
  if (day === undefined) return state
  const seed = day.seeds.some((each) => each.seed === state.seed) ? state.seed : day.seeds[0]!.seed
  return { ...begun(state, 0), recipe, seed, off: [], isPlaying: false }
}

/** A customer shown to the end stays at the end, even if its length changes. */
function afterSwitch(data: DemoData, state: Playback, id: string): Playback {
  const off = state.off.includes(id) ? state.off.filter((other) => other !== id) : [...state.off, id]
  const before = shownOf(data, state).apps
  const after = shownOf(data, { ...state, off }).apps
  if (before === undefined || after === undefined) return { ...state, off }
  const part = state.now / lengthOf(before, state.customer)
  return { ...state, off, now: Math.min(1, part) * lengthOf(after, state.customer) }
}

function anotherSeed({ day, seed }: ShownDay): string {
  const seeds = day.seeds.map((each) => each.seed)
  return seeds[(seeds.indexOf(seed) + 1) % seeds.length]!
}

/** The next customer that an app fails, after this one. Shown at its end. */
function afterFailure(state: Playback, apps: readonly [AppDay, AppDay]): Playback {
  const count = apps[0].length
  const isUnseen = state.now < lengthOf(apps, state.customer)
  const order = Array.from({ length: count }, (_, index) => (state.customer + index + (isUnseen ? 0 : 1)) % count)
  const next = order.find((customer) => apps.some((app) => isFailure(app[customer]!.take)))
  return { ...(next === undefined ? state : ended(state, next, apps)), isPlaying: false }
}

function stepped(state: Playback, by: 1 | -1, apps: readonly [AppDay, AppDay]): Playback {
  const { customer, now } = state
  const events = [0, ...eventsOf(apps.map((app) => app[customer]!.take))]
  const next = by === 1 ? events.find((at) => at > now) : events.findLast((at) => at < now)
  if (next !== undefined) return { ...state, now: next, rested: 0 }
  if (by === 1) return customer === apps[0].length - 1 ? state : begun(state, customer + 1)
  return customer === 0 ? state : ended(state, customer - 1, apps)
}

function ticked(state: Playback, { ms, isStill }: Extract<Action, { type: 'tick' }>, apps: readonly [AppDay, AppDay]): Playback {
  if (!state.isPlaying) return state
  const { customer, now, speed } = state
  const length = lengthOf(apps, customer)
  if (now < length) return { ...state, now: isStill ? length : Math.min(length, now + (ms * speed * length) / customerPlays) }
  const rested = state.rested + ms * speed
  if (rested < endRests) return { ...state, rested }
  return customer === apps[0].length - 1 ? { ...state, isPlaying: false } : begun(state, customer + 1)
}
