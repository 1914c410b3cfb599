import { expect, it } from 'vitest'
import { overloaded, truncatedStream } from '../../../faults/index.ts'
import { injectionInWords } from '../../../src/property/text/injection-in-words.ts'

it.each([
  [overloaded(), 'overloaded on every call'],
  [truncatedStream().nth(1).for('openai'), 'truncated-stream { afterDeltas: 3, ending: "clean" } on call 1 to openai'],
  [overloaded().when(() => true), 'overloaded on the calls that the schedule names'],
  [
    overloaded()
      .first(2)
      .for('openai')
      .when(() => true),
    'overloaded on the calls that the schedule names among the first 2 calls to openai',
  ],
])('an injection in words: %#', (injection, words) => {
  expect(injectionInWords(injection.toIncident())).toBe(words)
})
