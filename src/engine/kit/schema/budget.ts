/** Limits of the work on one request and on one JSON Schema value: apps can send schemas of any size and depth. */
export const budget = {
  /** Values made and schemas checked: about 500 ms on a laptop, so that the event loop is never blocked for a second. */
  steps: 100_000,
  /** The maximum nesting of a JSON request. Providers allow one or two hundred levels. */
  deepestJson: 500,
  /** How many property name patterns are tried in one step. */
  patternsPerStep: 1,
  /** How many invalid values are allowed in total. */
  misses: 2_000,
  /** How many attempts one place gets. */
  triesPerPlace: 40,
  /** How many texts are drawn for a pattern: look-arounds need trial and error. */
  triesPerPattern: 60,
  /** The depth from which recursion takes the branch that ends soonest. */
  deep: 5,
  /** The maximum depth of a value. */
  deepestValue: 40,
  /** How many nested references a check follows before it treats them as circular. */
  deepestCheck: 200,
  /** About how many optional properties an object gets. Objects within it get 50% of that. */
  optionalProperties: 24,
  /** How many optional parts are made in total. */
  optionalParts: 400,
  /** The maximum number of items or properties of a generated value. */
  members: 10_000,
  /** The maximum length of a generated text. */
  characters: 100_000,
} as const
