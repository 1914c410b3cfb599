import { decodedPath } from '../../kit.ts'

/** The model in a path: an id, an inference profile or an ARN, percent-encoded or not. */
export function modelOf({ pathname }: URL): string {
  const encoded = /\/model\/(.+)\/[^/]+$/.exec(pathname)?.[1] ?? ''
  return decodedPath(encoded)
}
