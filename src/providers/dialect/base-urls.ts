import { BrownoutError } from '../../engine/base/errors.ts'

/** Where a provider is reached, and what it is called. */
export interface BaseUrlOptions {
  /** What the journal and `.for(...)` call it. The provider's own name, where it is left out. */
  readonly name?: string
  /** As its SDK takes it. The provider's own hosts, where it is left out. Several may be given. */
  readonly baseURL?: string | readonly string[]
}

/** @throws BrownoutError where a base URL is none */
export function baseUrlsOf(name: string, baseURL: string | readonly string[], example: string): readonly string[] {
  const baseUrls = typeof baseURL === 'string' ? [baseURL] : baseURL
  for (const url of baseUrls) {
    if (!URL.canParse(url))
      throw new BrownoutError(`Cannot set up "${name}" at ${JSON.stringify(url)}: expected a URL such as "${example}".`)
  }
  return baseUrls
}
