/** A part of a tool's result, in the form of the protocol. */
export type ContentBlock =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'image' | 'audio'; readonly data: string; readonly mimeType: string }
  | {
      readonly type: 'resource'
      readonly resource: { readonly uri: string; readonly mimeType?: string; readonly text?: string; readonly blob?: string }
    }
  | { readonly type: 'resource_link'; readonly uri: string; readonly name: string }

/** A result of a tool that is more than text and JSON. */
export class ToolContent {
  readonly blocks: readonly ContentBlock[]

  constructor(blocks: readonly ContentBlock[]) {
    this.blocks = blocks
  }
}

/**
 * Makes the result of a tool from blocks: images, audio, resources.
 * @example
 * const chart = { run: () => content({ type: 'image', data: 'iVBORw0KGgo=', mimeType: 'image/png' }) }
 */
export function content(...blocks: readonly ContentBlock[]): ToolContent {
  return new ToolContent(blocks)
}

/**
 * The error that a tool throws to fail with an error of the protocol. Clients then get no result.
 * @example
 * const broken = { run: () => { throw new ProtocolError(-32_603, 'Out of memory') } }
 */
export class ProtocolError extends Error {
  /** The code of JSON-RPC. */
  readonly code: number

  constructor(code: number, message: string) {
    super(message)
    this.code = code
  }
}

/** The values that a tool can return: a text, JSON, blocks of content, or nothing. */
export type ToolResult = string | object | undefined | void
