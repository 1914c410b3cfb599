import '../engine/base/runtime.ts'
export type { TlsOptions } from './listener.ts'
export { serve, type BrownoutServer, type ServeOptions } from './serve.ts'
