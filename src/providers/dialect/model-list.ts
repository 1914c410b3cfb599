import type { Problem } from '../../engine/model/problem.ts'
import type { Decoded } from '../../engine/model/provider.ts'
import type { WireRequest } from '../../engine/model/wire-request.ts'
import { decodedPath } from './decoded-path.ts'
import { operationOn } from './operation.ts'

/** Decodes a request for the list of models, or for one model. */
export function decodeModels(
  request: WireRequest,
  { refusal, model = '' }: { refusal(request: WireRequest): Problem | undefined; readonly model?: string },
): Decoded {
  const problem = refusal(request)
  return problem === undefined
    ? { type: 'ask', ask: operationOn('list-models', { model, texts: [] }) }
    : { type: 'problem', problem, model }
}

/**
 * Returns the last segment of a path, decoded: most providers put the model there.
 * @example
 * lastSegment(new URL('https://api.example.com/v1/models/gpt-4o')) // => 'gpt-4o'
 */
export function lastSegment({ pathname }: URL): string {
  return decodedPath(pathname.slice(pathname.lastIndexOf('/') + 1))
}

/**
 * Returns a display name for a model id.
 * @example
 * titleOf('gemini-2.5-flash') // => 'Gemini 2.5 Flash'
 */
export function titleOf(id: string): string {
  return id
    .split('-')
    .map((word) => word.slice(0, 1).toUpperCase() + word.slice(1))
    .join(' ')
}
