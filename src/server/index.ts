import '../engine/base/runtime.ts'
export { serve, type BrownoutServer, type ServeOptions } from './serve.ts'
