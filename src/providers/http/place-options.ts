import type { Expectation, OptionTable } from '../../kit.ts'

/** The name of an HTTP API and where it is. */
export interface PlaceOptions {
  readonly name: string
  readonly url: string | readonly string[]
}

const isUrl = (value: unknown): boolean => typeof value === 'string' && URL.canParse(value)

/** The options of `http()` and of every preset. */
export const placeOptions: OptionTable<PlaceOptions> = {
  name: { expected: 'a name, such as "shop"', accepts: (value) => typeof value === 'string' && value !== '' },
  url: {
    expected: 'a URL, such as "https://shop.example/api", or a list of URLs',
    accepts: (value) => isUrl(value) || (Array.isArray(value) && value.length > 0 && value.every(isUrl)),
  },
}

/** The data stored at the beginning of a run: lists by names. @param example of such an object, for the message */
export function listsByName(example: string): Expectation {
  return {
    expected: `lists by their names, such as ${example}`,
    accepts: (value) => typeof value === 'object' && value !== null && Object.values(value).every((list) => Array.isArray(list)),
  }
}

/** The pages in the index of a search service. */
export const knownPages: Expectation = {
  expected: 'a list of pages, such as [{ url: "https://shop.example/refunds", title: "Refunds", content: "Thirty days." }]',
  accepts: (value) => Array.isArray(value),
}
