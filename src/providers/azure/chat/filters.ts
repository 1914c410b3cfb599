import type { FinishReason } from '../../../kit.ts'

const categories = ['hate', 'self_harm', 'sexual', 'violence'] as const

/** What the filter found in each of its categories: nothing, or violence where it stopped what was said. */
export function filterResults(isFiltered: boolean): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    categories.map((category) =>
      isFiltered && category === 'violence'
        ? [category, { filtered: true, severity: 'medium' }]
        : [category, { filtered: false, severity: 'safe' }],
    ),
  )
}

/** What the filter found in a choice as far as it was said. Of what is empty it says nothing. */
export function choiceFilters(isSaid: boolean, finish: FinishReason | null): Readonly<Record<string, unknown>> {
  return isSaid || finish === 'content-filter' ? filterResults(finish === 'content-filter') : {}
}

/** What the filter found in the prompt, before the model saw it. */
export const promptFilterResults = [
  { prompt_index: 0, content_filter_results: { ...filterResults(false), jailbreak: { filtered: false, detected: false } } },
] as const
