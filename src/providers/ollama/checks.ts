import { badRequest, type Problem } from '../../kit.ts'

/** What all requests have that can be refused. */
export interface Judged {
  readonly model?: string | null | undefined
  readonly format?: unknown
}

/** What the server refuses in a request whose types are right. A bad format reaches the model's runner first, whose refusals are a 500. */
export function contradictionOf({ model, format }: Judged): Problem | undefined {
  if (!model) return badRequest('model is required')
  const isFormat = format == null || format === '' || format === 'json' || (typeof format === 'object' && !Array.isArray(format))
  if (isFormat) return undefined
  return { ...badRequest(`invalid format: ${JSON.stringify(format)}; expected "json" or a valid JSON Schema object`), status: 500 }
}
