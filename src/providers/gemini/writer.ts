import type { PlainWriter } from '../../kit.ts'
import { headersOf } from './headers.ts'
import { httpError } from './problem.ts'

/** What all endpoints write alike: the headers and errors. */
export const writer: Omit<PlainWriter, 'body'> = { headers: headersOf, problem: httpError }
