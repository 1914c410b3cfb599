import { badRequest, type Problem } from '../../kit.ts'

/** The common members of all requests that are checked. */
export interface Judged {
  readonly model?: string | null | undefined
  readonly format?: unknown
}

/** The server's error for a request that matches the schema. A bad format fails only in the model's runner, whose errors are a 500. */
export function contradictionOf({ model, format }: Judged): Problem | undefined {
  if (!model) return badRequest('model is required')
  const isFormat = format == null || format === '' || format === 'json' || (typeof format === 'object' && !Array.isArray(format))
  if (isFormat) return undefined
  return { ...badRequest(`invalid format: ${JSON.stringify(format)}; expected "json" or a valid JSON Schema object`), status: 500 }
}
