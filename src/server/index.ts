export { serve, type BrownoutServer, type ServeOptions } from './serve.ts'
