import type { InjectionData } from '../../engine/plan/injection.ts'

type Trigger = InjectionData['trigger']

/** Every call is simplest, then the calls of one target; then the earliest call, or the fewest. */
export function simplerTriggers({ for: target, nth, first, forPrompt, inRun }: Trigger): Trigger[] {
  // The run stays the same: with another run, it is a different plan, not a simpler one.
  const base = inRun === undefined ? {} : { inRun }
  const scope = { ...base, ...(target === undefined ? {} : { for: target }) }
  const count = { ...base, ...(nth === undefined ? {} : { nth }), ...(first === undefined ? {} : { first }) }
  const isCounted = nth !== undefined || first !== undefined
  return [
    ...(isCounted || target !== undefined || forPrompt !== undefined ? [base] : []),
    ...(isCounted && target !== undefined ? [scope, count] : []),
    ...(nth === undefined ? [] : below(nth).map((earlier) => ({ ...scope, nth: earlier }))),
    ...(first === undefined ? [] : below(first).map((fewer) => ({ ...scope, first: fewer }))),
  ]
}

function below(count: number): number[] {
  return Array.from({ length: count - 1 }, (_, index) => index + 1)
}
