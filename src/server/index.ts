import '../engine/base/runtime.ts'
export type { TlsOptions } from './listener.ts'
export type { CloseOptions, ServeOptions } from './options.ts'
export { serve, type BrownoutServer } from './serve.ts'
