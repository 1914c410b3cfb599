import type { FinishReason } from '../../../kit.ts'

const categories = ['hate', 'self_harm', 'sexual', 'violence'] as const

/** The filter's results in each category: nothing, or violence if it stopped the answer. */
export function filterResults(isFiltered: boolean): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    categories.map((category) =>
      isFiltered && category === 'violence'
        ? [category, { filtered: true, severity: 'medium' }]
        : [category, { filtered: false, severity: 'safe' }],
    ),
  )
}

/** The filter's results for the received part of a choice. There are none for an empty one. */
export function choiceFilters(isSaid: boolean, finish: FinishReason | null): Readonly<Record<string, unknown>> {
  return isSaid || finish === 'content-filter' ? filterResults(finish === 'content-filter') : {}
}

/** The filter's results for the prompt, before the model received it. */
export const promptFilterResults = [
  { prompt_index: 0, content_filter_results: { ...filterResults(false), jailbreak: { filtered: false, detected: false } } },
] as const
