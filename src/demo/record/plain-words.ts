import { timeText } from '../../report/data/words.ts'

type Parameters = Readonly<Record<string, unknown>>

/** The behavior of a provider under each fault of a recipe, for people who do not read code. */
const predicates: Readonly<Record<string, string | ((parameters: Parameters) => string)>> = {
  'wrong-error-format': 'sends unknown errors',
  'mixed-scripts': 'mixes in another script',
  'result-lost': 'does the work and loses the answer',
  'answer-varies': 'answers differently each time',
  'authentication-failed': 'refuses the API key',
  'bad-request': 'rejects valid requests',
  'invalid-tool-arguments': 'gets tool calls wrong',
  'cache-miss': 'charges in full',
  'process-exits': 'exits midway',
  'cold-start': 'has to load its model first',
  'command-not-found': 'is not installed',
  'confidently-wrong': 'is wrong but sounds sure',
  'connection-refused': 'accepts no connection',
  'connection-reset': 'breaks connections',
  'context-collapse': 'forgets the conversation',
  'dropped-instructions': 'ignores its instructions',
  'empty-answer': 'returns an empty answer',
  'endless-tool-loop': 'calls tools without end',
  'fabricated-package': 'invents a package',
  'misrouted-answer': 'mixes conversations up',
  'heavy-tail-latency': 'is sometimes very slow',
  'html-error': 'sends an HTML page',
  'poisoned-result': 'returns hidden orders',
  'prompt-injection-obeyed': 'obeys hidden orders',
  'lazy-answer': 'does only part of the work',
  'load-latency': 'is slow under load',
  'lost-in-the-middle': 'skips the middle',
  'mid-stream-error': 'breaks off midway',
  'model-not-found': 'has retired the model',
  'dns-failure': 'cannot be found',
  'stdout-noise': 'prints text that is not a message',
  'protocol-error': 'breaks the protocol',
  'quota-exhausted': 'reports that the budget is used up',
  'rate-limited': 'returns “too many requests”',
  'retry-storm': 'suffers from retries',
  'server-error': 'is down',
  'session-lost': 'forgets the session',
  'silent-model-swap': 'swaps the model',
  'slow-first-token': ({ by }) => (typeof by === 'number' ? `answers ${timeText(by)} late` : 'answers late'),
  'stalled-stream': 'stalls midway',
  'stderr-noise': 'fills its log',
  'token-expired': 'lets the token expire',
  'tool-call-skipped': 'reports “done” without doing it',
  'tool-fails': 'reports that a tool failed',
  'tool-removed': 'has removed a tool',
  'truncated-stream': 'stops midway',
  outage: 'is down',
  overloaded: 'is overloaded',
  refusal: 'refuses to answer',
  sycophantic: 'agrees with everything',
}

/** The behavior of a provider under a fault, without its name: `stops midway`. Other faults keep their name. */
export function plainWords(fault: string, parameters: Parameters): string {
  const words = predicates[fault]
  return typeof words === 'function' ? words(parameters) : (words ?? fault)
}
