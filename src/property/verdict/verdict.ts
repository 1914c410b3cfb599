/**
 * The verdict of a property on one run. `violated` fails the test, and must be certain. `remark` is reported but fails nothing.
 * `inconclusive`: the run did not exercise the property, or its evidence is missing.
 */
export type Verdict =
  | { readonly type: 'held' }
  | { readonly type: 'violated'; readonly how: string }
  | { readonly type: 'remark'; readonly how: string }
  | { readonly type: 'inconclusive'; readonly why: string }

/** The verdict on a run that exercised the property without violating it. */
export const held: Verdict = { type: 'held' }

/**
 * The verdict on a run that violates the property.
 * @param how the violation, as a clause with numbers and names. It follows the property's id in the failure message
 * @example
 * violated('openai was called 7 times')
 */
export function violated(how: string): Verdict {
  return { type: 'violated', how }
}

/**
 * The verdict on a run that is unusual but can be correct. It is reported but fails nothing.
 * @param how the unusual fact, as a clause with numbers and names
 * @example
 * remark('the answer is from the cache of yesterday, without a mark')
 */
export function remark(how: string): Verdict {
  return { type: 'remark', how }
}

/**
 * The verdict on a run that did not exercise the property. A property that was never exercised fails the test: it does not
 * count as held.
 * @param why the missing part, and how to provide it
 * @example
 * inconclusive('no call failed, so there was nothing to retry')
 */
export function inconclusive(why: string): Verdict {
  return { type: 'inconclusive', why }
}

/**
 * Combines the verdicts on parts of a run, such as its tasks: violated if one is, else a remark if one is, else held if one is,
 * else the first.
 * @example
 * worstOf(tasksOf(evidence).map(judgeTask), inconclusive('no task was run'))
 */
export function worstOf(verdicts: readonly Verdict[], otherwise: Verdict): Verdict {
  const ofType = (type: Verdict['type']): Verdict | undefined => verdicts.find((verdict) => verdict.type === type)
  return ofType('violated') ?? ofType('remark') ?? ofType('held') ?? verdicts[0] ?? otherwise
}
