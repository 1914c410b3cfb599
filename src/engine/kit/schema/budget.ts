/** All that bounds the work on one request and on one value of a JSON Schema, which an app may make as large and as tangled as it likes. */
export const budget = {
  /** Places that are made, and schemas that a part is checked against: about half a second on a laptop, so that nothing holds up the event loop for a second. */
  steps: 100_000,
  /** How deep the JSON of a request may be nested. Providers stop at a hundred or two. */
  deepestJson: 500,
  /** How many patterns of names are tried in one step. */
  patternsPerStep: 1,
  /** How often a value may come out wrong, in all. */
  misses: 2_000,
  /** How often one place is tried before it is aborted. */
  triesPerPlace: 40,
  /** How often a pattern is drawn: what looks ahead is only found out by trying. */
  triesPerPattern: 60,
  /** How deep a value grows before recursion takes whatever ends soonest. */
  deep: 5,
  /** How deep a value can be at all. */
  deepestValue: 40,
  /** How deep references can lead in a check before they are taken for a circle. */
  deepestCheck: 200,
  /** About how many optional properties an object gets at most. One within it gets half as many. */
  optionalProperties: 24,
  /** How many parts are made in all that a value need not have. */
  optionalParts: 400,
  /** How many items or properties a value can be made to have. */
  members: 10_000,
  /** How long a text can be made to be. */
  characters: 100_000,
} as const
