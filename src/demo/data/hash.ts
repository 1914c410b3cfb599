import type { DemoData, StartData } from './demo-data.ts'

/** A place in the demo, as the page's address keeps it: `#recipe=one-bad-hour&seed=tuesday&customer=2&off=truncated-stream`. */
export function hashOf({ recipe, seed, customer, off }: StartData): string {
  const entries = { recipe, seed, customer: String(customer), ...(off.length === 0 ? {} : { off: off.join(',') }) }
  return `#${new URLSearchParams(entries)}`
}

/** The place that an address names. Parts that are missing, or not in the file, have their initial values. */
export function placeInHash(hash: string, { days, start }: Pick<DemoData, 'days' | 'start'>): StartData {
  const entries = new URLSearchParams(hash.slice(1))
  const day = days.find(({ recipe }) => recipe === (entries.get('recipe') ?? start.recipe)) ?? days[0]!
  const isStart = day.recipe === start.recipe
  const customer = Number(entries.get('customer') ?? (isStart ? start.customer : 1))
  const off = entries.get('off')?.split(',') ?? (isStart && hash.length < 2 ? start.off : [])
  return {
    recipe: day.recipe,
    seed: entries.get('seed') ?? (isStart ? start.seed : day.seeds[0]!.seed),
    customer: Number.isInteger(customer) && customer >= 1 && customer <= day.questions.length ? customer : 1,
    off: off.filter((id) => day.switches.some((each) => each.id === id)),
  }
}
