import { z } from 'zod'
import { changingJson, defineFault, type FaultFactory } from '../src/kit.ts'

const parameters = z.object({
  cursor: z.string().optional().describe('the member that leads to the next page. Default: each that is named like one'),
})

const usual = /^next|cursor|page_?token|page_?offset|pagination/i

/** A JSON value without members with some names, at any depth. */
function withoutMember(value: unknown, isGone: (name: string) => boolean): unknown {
  if (Array.isArray(value)) return value.map((item) => withoutMember(item, isGone))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, member]) => (isGone(name) ? [] : [[name, withoutMember(member, isGone)]])),
  )
}

/**
 * A list ends after its first page: the link to the next one is missing.
 * Reported in: APIs that sent no cursor, so clients treated the first page as the entire list.
 * @example
 * chaos.inject(pageMissing({ cursor: 'next_page_offset' }))
 */
export const pageMissing: FaultFactory<typeof parameters> = defineFault({
  name: 'page-missing',
  summary: 'a list ends with its first page',
  family: 'Tool results',
  needs: ['json-result'],
  shows: 'wrong-content',
  persistence: 'transient',
  frequency: 'occasional',
  sources: ['https://github.com/linkwarden/linkwarden/issues/1116', 'https://github.com/dojoengine/dojo.js/issues/438'],
  breaks: ['degrades-visibly'],
  parameters,
  answer: changingJson((value, { parameters: { cursor } }) =>
    withoutMember(value, (name) => (cursor === undefined ? usual.test(name) : name === cursor)),
  ),
})
