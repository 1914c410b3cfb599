/** What a property says of one run. `inconclusive`: the run did not exercise the property, or its evidence is missing. */
export type Verdict =
  | { readonly type: 'held' }
  | { readonly type: 'violated'; readonly how: string }
  | { readonly type: 'inconclusive'; readonly why: string }

/** The verdict on a run that exercised the property without violating it. */
export const held: Verdict = { type: 'held' }

/**
 * The verdict on a run that violates the property.
 * @param how what went wrong, as a clause with numbers and names: it follows the property's id in the failure message
 * @example
 * violated('openai was called 7 times')
 */
export function violated(how: string): Verdict {
  return { type: 'violated', how }
}

/**
 * The verdict on a run that did not exercise the property. A property that was never exercised fails the test: it does not
 * count as held.
 * @param why what was missing, and how to provide it
 * @example
 * inconclusive('no call failed, so there was nothing to retry')
 */
export function inconclusive(why: string): Verdict {
  return { type: 'inconclusive', why }
}
