/** Words with which an app reports to its user that something is missing, in the most common languages. */
const noting =
  /\b(partial|incomplete|truncat|cut (off|short)|interrupt|unfinished|not (yet )?(complete|finished|available)|degraded|stale|cached|unavailable|fail|error|sorry|apolog|unable|could ?n[o']t|cannot|can't|try again|retry|connection|timed? ?out|lost|missing|limit|warning|abort|cancel|offline|outage|stopped|ended|draft|continue|unvollst|abgebroch|abgeschnitt|fehl|incompl|tronqu|interromp|interrump|parciel|parcial|erreur|désolé|indisponib|no disponible)/i
/** A mark of omission at the end. */
const omission = /(…|\.{3})["'”\])\s]*$/

/** Returns whether a text reports that something is missing, outside of quotes. */
export function isNote(text: string, quoted: readonly string[]): boolean {
  const own = withoutAll(text, quoted)
  return noting.test(own) || omission.test(own) || /[⚠❌✂]/u.test(own)
}

function withoutAll(text: string, quoted: readonly string[]): string {
  return quoted
    .map((quote) => quote.trim())
    .filter((quote) => quote !== '')
    .toSorted((a, b) => b.length - a.length)
    .reduce((rest, quote) => rest.replaceAll(quote, ' '), text)
}
