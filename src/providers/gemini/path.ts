import { decodedPath, type WireRequest } from '../../kit.ts'

/** Gemini's own models, tuned ones, and those of Vertex AI, within a project or without one. */
const resource = String.raw`(?:projects/[^/]+/locations/[^/]+/)?(?:publishers/[^/]+/)?(?:models|tunedModels|endpoints)`
const version = '(?:/v1(?:alpha|beta1?)?)?'

/** The path of an endpoint, and its documentation. */
interface Place {
  readonly path: RegExp
  readonly readablePath: string
  readonly documentation: string
}

const reference = 'https://ai.google.dev/api'

/** The reference page of a method. Methods of Vertex AI only are documented elsewhere. */
const pages = {
  generateContent: `${reference}/generate-content#method:-models.generatecontent`,
  streamGenerateContent: `${reference}/generate-content#method:-models.streamgeneratecontent`,
  countTokens: `${reference}/tokens#method:-models.counttokens`,
  embedContent: `${reference}/embeddings#method:-models.embedcontent`,
  batchEmbedContents: `${reference}/embeddings#method:-models.batchembedcontents`,
  predict: 'https://cloud.google.com/vertex-ai/generative-ai/docs/model-reference/text-embeddings-api',
}

/** The models of a method, if not all support it: predictions of others are not vectors, but pictures, for example. */
const models: Readonly<Partial<Record<string, string>>> = { predict: '[^/:]*(?:embedding|gecko)[^/:]*' }

/** A method of a model. */
export type Method = keyof typeof pages

/** The path of the list of models. */
export const modelsPath: Place = {
  path: new RegExp(`^${version}/(?:publishers/[^/]+/)?models$`),
  readablePath: '/v1beta/models',
  documentation: `${reference}/models#method:-models.list`,
}

/** The path of one model. */
export const modelPath: Place = {
  path: new RegExp(`^${version}/${resource}/[^/:]+$`),
  readablePath: '/v1beta/models/{model}',
  documentation: `${reference}/models#method:-models.get`,
}

/** The paths of a method of a model, with a version, or without one if the base URL has it. */
export function pathOf(method: Method): Place {
  return {
    path: new RegExp(`^${version}/${resource}/${models[method] ?? '[^/:]+'}:${method}$`),
    readablePath: `/v1beta/models/{${method === 'predict' ? 'embedding model' : 'model'}}:${method}`,
    documentation: pages[method],
  }
}

/** The model in a path, without the prefix of its name. */
export function modelOf({ url }: WireRequest): string {
  return decodedPath(/([^/:]+)(?::\w+)?$/.exec(url.pathname)?.[1] ?? '')
}

/** The method in a path, such as `generateContent`. `undefined` if there is none. */
export function methodOf({ url }: WireRequest): string | undefined {
  return /:(\w+)$/.exec(url.pathname)?.[1]
}

/** The version in a path. Default: `v1beta`. */
export function versionOf({ url }: WireRequest): string {
  return /\/(v1(?:alpha|beta1?)?)\//.exec(url.pathname)?.[1] ?? 'v1beta'
}

/** Whether a request goes to Vertex AI, whose errors are worded differently. */
export function isVertex({ url }: WireRequest): boolean {
  return /\/(?:projects|publishers|endpoints)\//.test(url.pathname)
}

/** The name of a model's resource, as in Vertex AI's errors. */
export function resourceOf({ url }: WireRequest): string {
  return url.pathname.replace(/^\/v1\w*\//, '').replace(/:\w+$/, '')
}

/** Whether a stream uses server-sent events. Without a request for them, it is one JSON array. */
export function asksForEvents({ url }: WireRequest): boolean {
  return url.searchParams.get('alt') === 'sse' || url.searchParams.get('$alt') === 'sse'
}
