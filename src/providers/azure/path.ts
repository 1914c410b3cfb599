import { decodedPath } from '../../kit.ts'

/** Microsoft's documentation of the API. */
export const documentation = 'https://learn.microsoft.com/en-us/azure/ai-foundry/openai/reference'

/** The path of an operation, with a deployment in the path or a model in the body. */
export function pathOf(operation: string): RegExp {
  return new RegExp(`^(?:/api/projects/[^/]+)?/openai/(?:v1|deployments/[^/]+)/${operation}$`)
}

/** The deployment in a path, instead of a model in the body. */
export function deploymentOf({ pathname }: URL): string | undefined {
  const name = /\/deployments\/([^/]+)\//.exec(pathname)?.[1]
  return name === undefined ? undefined : decodedPath(name)
}
