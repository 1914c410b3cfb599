/** A call of a trigger method and the injection that it returned. */
interface Derived {
  readonly injection: object
  /** The call, such as `.first(1)`. */
  readonly wording: string
  /** When it was called. */
  readonly turn: number
}

const derivedFrom = new WeakMap<object, Derived[]>()
const used = new WeakSet<object>()

/** Counts the turns of the event loop in which triggers were called: code without an `await` in between runs in one turn. */
let turn = 0
let isTurnOpen = false

/** Records that a trigger method returned an injection. */
export function noteDerived(from: object, injection: object, wording: string): void {
  if (!isTurnOpen) queueMicrotask(() => ((isTurnOpen = false), turn++))
  isTurnOpen = true
  const all = derivedFrom.get(from) ?? []
  all.push({ injection, wording, turn })
  derivedFrom.set(from, all)
}

/** Records that injections are added. Other values are rejected later. */
export function noteUsed(injections: readonly unknown[]): void {
  for (const injection of injections) if (typeof injection === 'object' && injection !== null) used.add(injection)
}

/**
 * Returns the trigger that was called on an injection just before it was injected, if its result was not used, such as `.first(1)` in
 * `fault.first(1); chaos.inject(fault)`. `undefined` if there is none.
 */
export function droppedTriggerOf(injection: object): string | undefined {
  return derivedFrom.get(injection)?.find((derived) => derived.turn === turn && isTurnOpen && !isUsed(derived.injection))?.wording
}

function isUsed(injection: object): boolean {
  return used.has(injection) || (derivedFrom.get(injection) ?? []).some((derived) => isUsed(derived.injection))
}
