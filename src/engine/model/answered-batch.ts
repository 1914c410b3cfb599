import type { Batch, BatchResult } from './batch.ts'
import type { Reply } from './reply.ts'

/** The response that the request would have got if the app had sent it alone. */
export interface RequestResponse {
  readonly status: number
  /** The parsed JSON body. */
  readonly body: unknown
}

/** The result of one request, with the response. */
export interface AnsweredRequest extends BatchResult {
  readonly response: RequestResponse
  /** The model's answer; `undefined` if the request failed. */
  readonly reply: Reply | undefined
}

/** The results of a batch, with the responses. */
export interface AnsweredBatch extends Batch {
  readonly results: readonly AnsweredRequest[]
}
