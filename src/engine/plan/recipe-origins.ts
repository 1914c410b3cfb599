import { BrownoutError } from '../base/errors.ts'
import { valueInWords } from '../base/value-in-words.ts'

/** The origins of a recipe: which of its figures and details are documented, assumed, or made up. */
export interface RecipeOrigins {
  /**
   * The URL of each page that documents it: a post-mortem, a status page, an issue; `file:` with its name for a log. A domain is not a
   * page. Empty if nothing is sourced.
   */
  readonly sources: readonly string[]
  /** The facts that the sources document. */
  readonly sourced: readonly string[]
  /** Plausible figures and details of the real event that no source gives. */
  readonly assumed: readonly string[]
  /** Details that the real event did not have: another provider, a prompt, or the complete outage. */
  readonly invented: readonly string[]
}

/**
 * Checks the origins of a recipe.
 * @throws BrownoutError if a list is missing or has an empty entry, a source is not a page, or something is sourced without a source
 */
export function checkOrigins(recipe: string, { sources, sourced, assumed, invented }: RecipeOrigins): void {
  const what = `Cannot define the recipe "${recipe}"`
  for (const [name, list] of Object.entries({ sources, sourced, assumed, invented }))
    if (!isListOfTexts(list))
      throw new BrownoutError(
        `${what}: "${name}" is ${list === undefined ? 'missing' : valueInWords(list)}. Expected a list of texts, [] if there are none.`,
      )
  const domain = sources.find((source) => !isPage(source))
  if (domain !== undefined)
    throw new BrownoutError(
      `${what}: its source "${domain}" is not a page. Expected a URL with a path, such as "https://status.openai.com/incidents/55qs3vq1m35z".`,
    )
  if (sourced.length > 0 && sources.length === 0)
    throw new BrownoutError(
      `${what}: "${sourced[0]}" is sourced, but "sources" is empty. Add the page, or move it to "assumed" or "invented".`,
    )
}

function isListOfTexts(list: unknown): boolean {
  return Array.isArray(list) && list.every((text) => typeof text === 'string' && text.trim() !== '')
}

function isPage(source: string): boolean {
  if (!URL.canParse(source)) return false
  const { protocol, pathname } = new URL(source)
  return ['https:', 'http:', 'file:'].includes(protocol) && pathname.length > 1
}
