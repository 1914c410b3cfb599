import type { WireRequest } from '../../kit.ts'

/** Reads the body of a request by its content type: JSON, a form, or a text. */
export function readBody({ text, headers }: WireRequest): { readonly value: unknown } | { readonly wrong: string } {
  if (text === '') return { value: undefined }
  const type = headers.get('content-type') ?? ''
  if (type.startsWith('application/x-www-form-urlencoded')) return { value: Object.fromEntries(new URLSearchParams(text)) }
  const isJson = /^application\/(?:[\w.+-]+\+)?json/.test(type)
  try {
    return { value: JSON.parse(text) as unknown }
  } catch (error) {
    return isJson ? { wrong: `The body is not JSON: ${(error as Error).message}` } : { value: text }
  }
}
