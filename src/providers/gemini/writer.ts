import type { PlainWriter } from '../../kit.ts'
import { headersOf } from './headers.ts'
import { httpError } from './problem.ts'

/** The common parts of all writers: headers and errors. */
export const writer: Omit<PlainWriter, 'body'> = { headers: headersOf, problem: httpError }
