import type { Problem } from '../../engine/model/problem.ts'
import type { Decoded, WireRequest } from '../../engine/model/provider.ts'
import { operationOn } from './operation.ts'

/** Decodes a request for the models that there are, or for one of them. */
export function decodeModels(
  request: WireRequest,
  { refusal, model = '' }: { refusal(request: WireRequest): Problem | undefined; readonly model?: string },
): Decoded {
  const problem = refusal(request)
  return problem === undefined
    ? { type: 'ask', ask: operationOn('list-models', { model, texts: [] }) }
    : { type: 'problem', problem, model }
}

/** The last segment of a path, decoded: most providers name the model there. */
export function lastSegment({ pathname }: URL): string {
  return decodeURIComponent(pathname.slice(pathname.lastIndexOf('/') + 1))
}

/** The id of a model as a person would write it: `Gemini 2.5 Flash`. */
export function titleOf(id: string): string {
  return id
    .split('-')
    .map((word) => word.slice(0, 1).toUpperCase() + word.slice(1))
    .join(' ')
}
