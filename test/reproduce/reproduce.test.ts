import { describe, expect, it } from 'vitest'
import { errorsOf } from '../../bench/matrix/symptoms.ts'
import { readMatrix } from '../../bench/matrix/files.ts'
import { faultByCode } from '../../src/import/index.ts'
import { cluesIn } from '../../src/reproduce/clues.ts'
import { faultsOf } from '../../src/reproduce/index.ts'
import { likeliest } from '../../src/reproduce/likeliest.ts'
import { packed, unpacked } from '../../src/reproduce/packed.ts'
import { symptomsOf } from '../../src/reproduce/symptom-index.ts'

function faultsIn(text: string): string[] {
  return faultsOf(text).candidates.map(({ fault }) => fault)
}

describe('the clues of an error', () => {
  it('are its class, status, code, message and wait, and nothing of the stack', () => {
    const clues = cluesIn(`ask failed after 300.2s: AI_APICallError: Cannot connect to API: read ECONNRESET { statusCode: 503 }
    at RateLimitError (/srv/node_modules/openai/error.js:10:5)`)
    expect([...clues]).toEqual([
      'APICallError',
      'status 503',
      'ECONNRESET',
      'a wait of minutes',
      'ask failed after',
      'ai_apicallerror',
      'cannot connect to api',
      'read econnreset',
    ])
  })

  it('are a status in each form in which clients print it', () => {
    for (const text of ['Request failed with status code 529', '{"status":529}', 'HTTP/1.1 529', 'OverloadedError: 529 {"type":"error"}'])
      expect([...cluesIn(text)]).toContain('status 529')
    expect([...cluesIn('took 529 tokens, of 429')].filter((clue) => clue.startsWith('status'))).toEqual([])
  })
})

describe('the likeliest faults', () => {
  it('are counted among the errors with the same clues, and name the clue that would separate them', () => {
    const { candidates, compared } = faultsOf('APIConnectionError: Connection error.')
    expect(compared).toBeGreaterThan(3_000)
    expect(candidates.map(({ fault, missing }) => [fault, missing])).toEqual([
      ['connection-reset', 'ECONNRESET'],
      ['connection-refused', 'ECONNREFUSED'],
    ])
    expect(candidates[0]!.count + candidates[1]!.count).toBe(candidates[0]!.of)
    expect(candidates[0]!.clients).toContain('openai chat')
  })

  it('are found with one more fact of the same error', () => {
    expect(faultsIn("APIConnectionError: Connection error.\n  [cause]: Error: connect ECONNREFUSED { code: 'ECONNREFUSED' }")[0]).toBe(
      'connection-refused',
    )
  })

  it('do not depend on a class that no client has', () => {
    expect(faultsIn('OurOwnError: the call failed: Body Timeout Error')[0]).toBe('body-timeout')
  })

  it('are empty for errors that no client showed, and for those that any bug of an app can show', () => {
    expect(faultsIn('cannot open socket for printer')).toEqual([])
    expect(faultsIn('')).toEqual([])
    expect(faultsIn('TypeError: checkout is not a function, after 400 s')).toEqual([])
  })
})

it('leads from an error of each class of the matrix to its fault, among the first three', () => {
  const ofClass = Map.groupBy(errorsOf(readMatrix()!), ({ text }) => /^\w+/.exec(text)![0])
  const lost = [...ofClass].filter(([, errors]) =>
    errors.slice(0, 3).every(({ text, fault }) => !faultsIn(text).slice(0, 3).includes(fault)),
  )
  expect(ofClass.size).toBeGreaterThan(60)
  expect(lost.map(([name]) => name)).toEqual([])
})

it('keeps every symptom when it is packed', () => {
  const symptoms = symptomsOf([
    { client: 'a', fault: 'overloaded', text: 'OurError: busy now' },
    { client: 'a', fault: 'overloaded', text: 'OurError: busy now' },
    { client: 'b', fault: 'rate-limited', text: 'OurError: busy now' },
    { client: 'b', fault: 'rate-limited', text: 'OurError: slow down' },
  ])
  expect(unpacked(packed(symptoms))).toEqual(symptoms)
  expect(likeliest(cluesIn('busy now'), symptoms)[0]).toMatchObject({ fault: 'overloaded', count: 2, of: 3, clients: ['a'] })
})

it('knows error codes of providers as words only', () => {
  expect(faultByCode("{ code: 'insufficient_quota' }")).toMatchObject({ code: 'insufficient_quota' })
  expect(faultByCode('my_insufficient_quota_check')).toBeUndefined()
})
