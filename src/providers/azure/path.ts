import { decodedPath } from '../../kit.ts'

/** Where Microsoft describes the API. */
export const documentation = 'https://learn.microsoft.com/en-us/azure/ai-foundry/openai/reference'

/** The path of an operation of a deployment, which the path names, or of a model, which the body names. */
export function pathOf(operation: string): RegExp {
  return new RegExp(`^(?:/api/projects/[^/]+)?/openai/(?:v1|deployments/[^/]+)/${operation}$`)
}

/** The deployment that a path names, instead of a model in the body. */
export function deploymentOf({ pathname }: URL): string | undefined {
  const name = /\/deployments\/([^/]+)\//.exec(pathname)?.[1]
  return name === undefined ? undefined : decodedPath(name)
}
