/** What is known of a behavior that contradicts a documented contract. */
export interface TrophyFacts {
  /** In kebab-case: `npm run check:trophies -- <name>` reproduces it. */
  readonly name: string
  /** The package that is to be changed. */
  readonly package: string
  readonly title: string
  /** The minimal plan, as on the command line, or what the app does if no fault is needed. */
  readonly plan: string
  readonly expected: string
  /** The document or the source that requires it. */
  readonly source: string
  /** What happened, exactly as its reproduction returns it. */
  readonly happened: string
  /** A public report of the same behavior, if one is known. */
  readonly report?: string
}

/** A behavior of a published client that contradicts a documented contract. */
export interface Trophy extends TrophyFacts {
  reproduce(): Promise<string>
}
