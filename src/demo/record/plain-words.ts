import { timeText } from '../../report/data/words.ts'

type Parameters = Readonly<Record<string, unknown>>

/** What a provider does under each fault of a recipe, for people who do not read code. */
const predicates: Readonly<Record<string, string | ((parameters: Parameters) => string)>> = {
  'alien-error': 'sends errors nobody knows',
  'alien-tokens': 'mixes in another script',
  'answer-varies': 'answers differently each time',
  'authentication-failed': 'refuses the API key',
  'bad-request': 'rejects valid requests',
  'bad-tool-arguments': 'gets tool calls wrong',
  'cache-miss': 'charges in full',
  'cold-start': 'has to load its model first',
  'confidently-wrong': 'is wrong, and sounds sure',
  'connection-refused': 'accepts no connection',
  'connection-reset': 'breaks connections',
  'context-collapse': 'forgets what was said',
  'dropped-instructions': 'ignores its instructions',
  'empty-reply': 'says nothing',
  'endless-tool-loop': 'calls tools without end',
  'fabricated-package': 'invents a package',
  'foreign-reply': 'mixes conversations up',
  'heavy-tail-latency': 'is now and then very slow',
  'html-error': 'sends an HTML page',
  'injection-obeyed': 'obeys hidden orders',
  'lazy-reply': 'does only part of the work',
  'load-latency': 'is slow under load',
  'lost-in-the-middle': 'skips the middle',
  'mid-stream-error': 'breaks off midway',
  'model-not-found': 'has retired the model',
  'name-not-found': 'cannot be found',
  'quota-exhausted': 'says the budget is used up',
  'rate-limited': 'says “too many requests”',
  'retry-storm': 'suffers from retries',
  'server-error': 'is down',
  'silent-model-swap': 'swaps the model',
  'slow-first-token': ({ by }) => (typeof by === 'number' ? `answers ${timeText(by)} late` : 'answers late'),
  'stalled-stream': 'stalls midway',
  'tool-call-skipped': 'says “done”, and is not',
  'truncated-stream': 'stops midway',
  overloaded: 'is overloaded',
  refusal: 'refuses to answer',
  sycophantic: 'agrees with everything',
}

/** What a provider does under a fault, without its name: `stops midway`. Other faults keep their name. */
export function plainWords(fault: string, parameters: Parameters): string {
  const words = predicates[fault]
  return typeof words === 'function' ? words(parameters) : (words ?? fault)
}
