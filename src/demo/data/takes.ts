import type { CustomerData, DayData, DemoData, SeedData, TakeData } from './demo-data.ts'

/**
 * How an app serves a customer with some switches off. Switching off a fault that did not fire changes nothing, so it starts
 * from the take with all switches on, and follows only those that fired.
 */
export function takeWithout({ takes }: CustomerData, off: ReadonlySet<number>): TakeData {
  let take = takes[0]!
  for (;;) {
    const { off: already, fired } = take
    const next = fired.find((place) => off.has(place) && !already.includes(place))
    if (next === undefined) return take
    const wanted = [...already, next].toSorted((a, b) => a - b).join()
    take = takes.find((other) => other.off.join() === wanted)!
  }
}

/** How one app served all customers of a day, in order. */
export type AppDay = readonly { readonly take: TakeData; readonly usual: string }[]

/** A day with some switches off: for each app all customers. */
export interface ShownDay {
  readonly day: DayData
  readonly seed: string
  /** Missing if the seed is not in the file. */
  readonly apps?: readonly [AppDay, AppDay]
}

/** The day named by a place in the demo. */
export function shownDay({ days }: DemoData, recipe: string, seed: string, off: readonly string[]): ShownDay {
  const day = days.find((each) => each.recipe === recipe) ?? days[0]!
  const held = day.seeds.find((each) => each.seed === seed)
  return { day, seed, ...(held === undefined ? {} : { apps: appsOf(held, placesOf(day, off)) }) }
}

/** The places of the switches with these ids. */
export function placesOf({ switches }: DayData, ids: readonly string[]): ReadonlySet<number> {
  return new Set(switches.flatMap(({ id }, place) => (ids.includes(id) ? [place] : [])))
}

function appsOf({ apps }: SeedData, off: ReadonlySet<number>): [AppDay, AppDay] {
  const served = (customers: readonly CustomerData[]): AppDay =>
    customers.map((customer) => ({ take: takeWithout(customer, off), usual: customer.usual }))
  return [served(apps[0]), served(apps[1])]
}

/** How long a customer is shown, in ms: until both apps are done. */
export function lengthOf(apps: readonly [AppDay, AppDay], customer: number): number {
  return Math.max(...apps.map((app) => app[customer]!.take.story.endedAt), 1)
}

/** Whether an app has failed a customer. */
export function isFailure({ experience: { kind } }: TakeData): boolean {
  return kind !== 'answered' && kind !== 'less'
}
